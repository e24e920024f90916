package bytes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

/** Streams of bytes, buffers, and objects written down. */
public class Bytes {
    static class Reading implements Serializable {
        private static final long serialVersionUID = 7L;

        private final String station;
        private final double celsius;
        private transient String note = "not kept";

        Reading(String station, double celsius) {
            this.station = station;
            this.celsius = celsius;
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            note = "read again";
        }

        @Override
        public String toString() {
            return station + ": " + celsius + " (" + note + ")";
        }
    }

    /** Counts what passes. */
    static class CountingStream extends FilterOutputStream {
        private long count;

        CountingStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            super.write(b);
            count++;
        }

        long getCount() {
            return count;
        }
    }

    static long copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[8192];
        long total = 0;
        int read;
        while ((read = in.read(buffer)) != -1) {
            out.write(buffer, 0, read);
            total += read;
        }
        return total;
    }

    static void copyFile(File source, File target) throws IOException {
        try (FileInputStream in = new FileInputStream(source);
                FileOutputStream out = new FileOutputStream(target)) {
            copy(in, out);
        }
    }

    static byte[] pack(int[] numbers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeShort(numbers.length);
            for (int number : numbers) {
                out.writeInt(number);
            }
        }
        return bytes.toByteArray();
    }

    static int sum(byte[] packed) throws IOException {
        int sum = 0;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed))) {
            in.readShort();
            while (true) {
                sum += in.readInt();
            }
        } catch (EOFException end) {
            return sum;
        }
    }

    static Object reborn(Object original) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        ByteArrayInputStream stored = new ByteArrayInputStream(bytes.toByteArray());
        try (ObjectInputStream in = new ObjectInputStream(stored)) {
            return in.readObject();
        }
    }

    static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length * 2);
        for (byte b : bytes) {
            text.append(String.format("%02x", b & 0xff));
        }
        return text.toString();
    }

    static String digest(String message) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return hex(sha.digest(message.getBytes()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has it", impossible);
        }
    }

    static long checksum(Path file) throws IOException {
        CRC32 checksum = new CRC32();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(1024);
            while (channel.read(buffer) > 0) {
                buffer.flip();
                checksum.update(buffer);
                buffer.clear();
            }
        }
        return checksum.getValue();
    }

    static void overwrite(String name, long offset, byte value) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(name, "rw")) {
            file.seek(offset);
            file.writeByte(value);
        }
    }

    static byte[] zip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CountingStream counting = new CountingStream(bytes);
        try (GZIPOutputStream zipped = new GZIPOutputStream(counting)) {
            zipped.write(plain);
        }
        System.out.println(plain.length + " -> " + counting.getCount());
        return bytes.toByteArray();
    }

    public static void main(String[] args) throws Exception {
        byte[] packed = pack(new int[] {3, 5, 8});
        System.out.println(hex(packed) + " " + sum(packed));
        ByteBuffer buffer = ByteBuffer.wrap(packed).order(ByteOrder.BIG_ENDIAN);
        short length = buffer.getShort();
        int first = buffer.getInt();
        System.out.println(length + " " + first + " " + buffer.remaining());
        System.out.println(Base64.getEncoder().encodeToString(zip(packed)));
        System.out.println(reborn(new Reading("Pier", 11.5)));
        System.out.println(digest("hello"));
    }
}
