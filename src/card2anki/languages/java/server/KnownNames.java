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
            LongStream LongSummaryStatistics LongUnaryOperator Map MappedByteBuffer 
            MathContext MessageDigest MessageFormat NavigableMap NavigableSet NoSuchElementException
            NumberFormat ObjIntConsumer ObjectInputStream ObjectOutputStream Objects Optional
            OptionalDouble OptionalInt OptionalLong OutputStream OutputStreamWriter Paths Pattern
            PatternSyntaxException Phaser PrintStream PrintWriter
            PriorityBlockingQueue PriorityQueue PushbackReader Random RandomAccessFile ReadWriteLock
            RecursiveAction RecursiveTask ReentrantLock ReentrantReadWriteLock 
            RetentionPolicy RoundingMode SQLException Scanner ScheduledExecutorService
            ScheduledThreadPoolExecutor SelectionKey SequenceInputStream Serializable ServerSocket
            Set SimpleDateFormat SimpleFileVisitor SortedMap
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

    /** Words that names are made of: one of these is no slip for another. */
    static final Set<String> WORDS = words("""
            able action active address after age all amount angle area arg args argv array art back bad ball
            band bar base batch bean bear best big bill bit block body book bool boot bound box buf buffer bus
            but byte cache call can card case cash cat cell chain chair char child city class clear clock
            close code coin col cold color column come core corner cost count counter cover crate cross cup
            cur curr current data date day dead deal depth desc dest dir disk div dog done door down draw drop
            dst dur each ear east edge elem empty end entry env err error even event exit face fact fail fall
            far fast fat feed feet few field file fill filter find fine fire first fish five fix flag flat
            flock flow fold food form four frame free from front full fun game gap gate gear get gold good
            graph green grid group grow half hall hand hard hash head heap heat height held hello help here
            high hit hold home hook host hour house how idx image in index info init inner input int item job
            join keep key keys kind label lake land lane large last late leaf left len length less let level
            life lift light like limit line link list live load local location lock log logger long loop lost
            love low lower main make male man map mark match math max may mean men menu mid might mile min
            mind mine minus miss mod mode model month more most mouse move much name near neck need nest net
            new next nice night nine node none nor north not note now null num number obj object odd off
            offset old one only open opt option order other our out outer over own owner pace pack page pair
            parent park part pass past path peer pen per pixel place plan play plot plus point pole pool port
            pos post power pre prev price print prod pull push put queue quick quiet quite race rain raise
            range rank rate raw ray reach read real rear rect red ref rem rest result rice rich right ring
            road rock role roll room root rotate round route row rows rule run sale same sample save scale
            scan score search seat second seed seen self send sent sep set seven shape share ship shop short
            show side sign site six size skip sky slot slow small snow some sort source space speed spot stack
            staff stage star start state stay step stock stone stop store str string strip style sub sum sun
            sync table tag tail take tall tank tart task team temp ten term test text than that the them then
            there they thin thing this three tick tile time tiny title tmp to today token tone tool top total
            tow trace track trade trail train tree trial trim trip true try turn two type under unit up upper
            use used user val valid value var vector via view void vote wait walk wall was watch way weak week
            weight well west wheel when where while white who wide width will wind window wire with won wood
            word work world worth write wrong year yes you zero zone
            """);

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
