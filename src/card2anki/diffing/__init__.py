"""What a learner would see change: two states of the cards side by side."""
