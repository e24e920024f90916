package card2anki;

import java.util.Set;

/** What is known of type names of the JDK beyond where they stand. */
final class KnownNames {
    private KnownNames() {}

    /** Names that people give to types of their own as well: a guess at one of these is weak. */
    static final Set<String> REUSED = words("""
            Action Adjustable Annotation Array Attr Attribute Beans Binding Bindings Blob Button
            Canvas Certificate Checkbox Choice Cleaner Clob Color Command Comment Compiler Component
            Composite Connection Container Context Currency Cursor Customizer Date Dialog Document
            Driver Element Entity Entry Event EventListener Field Filter Flow Font Format Formatter
            Frame Future Generator Graphics Guard Handler IO Identity Image Insets Introspector Key
            Label Level Logger Mac Menu MenuItem Message Method Module Name Node Observable Observer
            Operation Option Panel Parameter Path Permission Point Policy Polygon Process Provider
            Proxy Query Record Rectangle Ref Reference Referenceable Registry Remote Request
            Response Robot Savepoint Service Session Shape Signature Signer State Statement Struct
            Subject Target Task Text TextField Time Timer Timestamp Transparency Type Version
            Visitor Window Wrapper
            """);

    /** Names that are the JDK's own wherever they stand without an import. */
    static final Set<String> SURE = words("""
            ArrayBlockingQueue ArrayDeque ArrayList Arrays AtomicBoolean AtomicInteger
            AtomicIntegerArray AtomicLong AtomicReference BasicFileAttributes BiConsumer BiFunction
            BiPredicate BigDecimal BigInteger BinaryOperator BitSet BlockingQueue BooleanSupplier
            BufferedReader BufferedWriter ByteArrayInputStream ByteArrayOutputStream ByteBuffer
            Callable CharBuffer ChoiceFormat ChronoField ChronoUnit Collection Collections
            Collectors Comparator CompletableFuture CompletionException CompletionStage
            ConcurrentHashMap ConcurrentLinkedDeque ConcurrentLinkedQueue ConcurrentMap
            ConcurrentModificationException ConcurrentSkipListMap ConcurrentSkipListSet
            CopyOnWriteArrayList CopyOnWriteArraySet CountDownLatch CyclicBarrier DataInputStream
            DataOutputStream DateTimeFormatter DateTimeParseException DayOfWeek DecimalFormat
            DelayQueue Deque DoubleBinaryOperator DoubleFunction DoubleStream
            DoubleSummaryStatistics DoubleSupplier DoubleUnaryOperator DriverManager EOFException
            EnumMap EnumSet ExecutionException ExecutorService Executors File FileChannel
            FileInputStream FileNotFoundException FileOutputStream FileReader FileSystems
            FileVisitResult FileWriter Files ForkJoinPool ForkJoinTask GZIPInputStream
            GZIPOutputStream GregorianCalendar HashMap HashSet Hashtable IOException IdentityHashMap
            InetAddress InputStream InputStreamReader IntBinaryOperator IntBuffer IntConsumer
            IntFunction IntPredicate IntStream IntSummaryStatistics IntSupplier IntUnaryOperator
            InvocationTargetException Iterator LineNumberReader LinkedBlockingDeque
            LinkedBlockingQueue LinkedHashMap LinkedHashSet LinkedList List ListIterator LocalDate
            LocalDateTime LocalTime Locale LongAdder LongBinaryOperator LongBuffer LongFunction
            LongStream LongSummaryStatistics LongUnaryOperator Map MappedByteBuffer Matcher
            MathContext MessageDigest MessageFormat NavigableMap NavigableSet NoSuchElementException
            NumberFormat ObjIntConsumer ObjectInputStream ObjectOutputStream Objects Optional
            OptionalDouble OptionalInt OptionalLong OutputStream OutputStreamWriter Paths Pattern
            PatternSyntaxException Phaser PreparedStatement PrintStream PrintWriter
            PriorityBlockingQueue PriorityQueue PushbackReader Random RandomAccessFile ReadWriteLock
            RecursiveAction RecursiveTask ReentrantLock ReentrantReadWriteLock ResultSet
            RetentionPolicy RoundingMode SQLException Scanner ScheduledExecutorService
            ScheduledThreadPoolExecutor SelectionKey SequenceInputStream Serializable ServerSocket
            ServerSocketChannel Set SimpleDateFormat SimpleFileVisitor SocketChannel SortedMap
            SortedSet StampedLock StandardCharsets StandardCopyOption StandardOpenOption
            StreamSupport StringJoiner StringReader StringTokenizer StringWriter SynchronousQueue
            TemporalAdjusters ThreadLocalRandom ThreadPoolExecutor TimeUnit ToDoubleFunction
            ToIntFunction ToLongFunction TreeMap TreeSet URI URL UUID UnaryOperator
            UncheckedIOException WeakHashMap ZipInputStream ZipOutputStream ZoneId ZonedDateTime
            """);

    /** Types of java.lang whose names people reuse. */
    static final Set<String> REUSED_OF_LANGUAGE = words("""
            java.lang.Character java.lang.Class java.lang.IO java.lang.Compiler java.lang.Module
            java.lang.ModuleLayer java.lang.Number java.lang.Object java.lang.Package
            java.lang.Process java.lang.Record
            """);

    /** Of these the name is reused for instances, hardly ever for static members. */
    static final Set<String> SURE_IF_STATIC = Set.of("java.lang.Character", "java.lang.Class", "java.lang.Number");

    /** Types of the JDK that no card means: a class of that name is the author's. */
    static final Set<String> NEVER_GUESSED = Set.of("Observer", "Observable");

    /** Members that came after Java 17, with their type where the name alone says too little. */
    static final Set<String> NEWER_MEMBERS = words("""
            getFirst getLast removeFirst removeLast addFirst addLast reversed putFirst putLast firstEntry lastEntry
            pollFirstEntry pollLastEntry sequencedKeySet sequencedValues sequencedEntrySet clamp ofVirtual ofPlatform
            startVirtualThread isVirtual newVirtualThreadPerTaskExecutor newThreadPerTaskExecutor resultNow
            exceptionNow splitWithDelimiters isEmoji gather threadId newHashMap newHashSet newLinkedHashMap ceilDiv
            ceilMod ExecutorService.close ForkJoinPool.close Locale.of Future.state Duration.isPositive
            StringBuilder.repeat SequencedCollection SequencedMap SequencedSet StructuredTaskScope ScopedValue
            Gatherers Gatherer IO StackWalker.Kind
            """);

    /** Members and types that newer versions have no more. */
    static final Set<String> REMOVED_MEMBERS = words("""
            Thread.suspend Thread.resume Thread.countStackFrames Thread.destroy ThreadGroup.stop ThreadGroup.suspend
            Runtime.runFinalizersOnExit System.runFinalizersOnExit Runtime.traceInstructions Compiler Applet
            """);

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
