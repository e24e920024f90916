"""A stand-in for AnkiConnect: its protocol, over a collection of the real engine."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

Answer = Callable[[str, dict[str, Any]], Any]


class Stub:
    """Answers requests; ``answers`` has replies to actions, or what makes them."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {
            "requestPermission": {"permission": "granted", "requireApikey": False, "version": 6},
            "version": 6,
            "getActiveProfile": "Ann",
        }
        self.asked: list[dict[str, Any]] = []
        self.raw: Callable[[], bytes] | None = None
        self.status = 200
        self.address = ""

    @property
    def actions(self) -> list[str]:
        return [asked["action"] for asked in self.asked]

    def reply(self, body: bytes) -> bytes:
        asked = json.loads(body)
        self.asked.append(asked)
        if self.raw:
            return self.raw()
        try:
            if asked["action"] not in self.answers:
                raise LookupError("unsupported action")
            answer = self.answers[asked["action"]]
            result = answer(**asked["params"]) if callable(answer) else answer
        except LookupError as error:
            return json.dumps({"result": None, "error": str(error.args[0])}).encode()
        return json.dumps({"result": result, "error": None}).encode()


@contextmanager
def stub() -> Iterator[Stub]:
    one = Stub()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = one.reply(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(one.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        one.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield one
        server.shutdown()
        thread.join()


class Desktop:
    """The actions that are used, done to a collection; imports as Anki 26 does them for add-ons."""

    def __init__(self, file: Path, *, tells_mod: bool = True) -> None:
        self.collection = Collection(str(file))
        self._tells_mod = tells_mod

    def actions(self) -> dict[str, Any]:
        tags, scheduler = self.collection.tags, self.collection.sched
        return {
            "findNotes": lambda query: list(self.collection.find_notes(query)),
            "findCards": lambda query: list(self.collection.find_cards(query)),
            "notesInfo": lambda notes: [self._told(number) for number in notes],
            "importPackage": self._import,
            "suspend": lambda cards: bool(scheduler.suspend_cards(cards)),
            "unsuspend": lambda cards: bool(scheduler.unsuspend_cards(cards)),
            "addTags": lambda notes, **more: bool(tags.bulk_add(notes, more["tags"])),
            "removeTags": lambda notes, **more: bool(tags.bulk_remove(notes, more["tags"])),
            "modelNamesAndIds": lambda: {
                one.name: one.id for one in self.collection.models.all_names_and_ids()
            },
            "modelStyling": lambda **named: {"css": self._type(named["modelName"])["css"]},
            "modelTemplates": lambda **named: {
                one["name"]: {"Front": one["qfmt"], "Back": one["afmt"]}
                for one in self._type(named["modelName"])["tmpls"]
            },
        }

    def _type(self, name: str) -> dict[str, Any]:
        found = self.collection.models.by_name(name)
        if found is None:
            raise LookupError(f"model was not found: {name}")
        return found

    def _told(self, number: Any) -> dict[str, Any]:
        note = self.collection.get_note(number)
        fields = {
            name: {"value": value, "order": order}
            for order, (name, value) in enumerate(note.items())
        }
        told = {
            "noteId": note.id,
            "tags": note.tags,
            "fields": fields,
            "cards": [card.id for card in note.cards()],
        }
        return told | ({"mod": note.mod} if self._tells_mod else {})

    def _import(self, path: str) -> bool:
        self.collection.import_anki_package(
            ImportAnkiPackageRequest(
                package_path=path,
                options=ImportAnkiPackageOptions(
                    merge_notetypes=True, with_scheduling=True, with_deck_configs=True
                ),
            )
        )
        return True
