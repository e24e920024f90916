package echo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that says everything twice, in the old way and in the new. */
public class EchoServer implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 2_000;

    private final ServerSocket server;
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private volatile boolean running = true;

    public EchoServer(int port) throws IOException {
        server = new ServerSocket(port);
        server.setSoTimeout(TIMEOUT_MILLIS);
    }

    public void serve() {
        while (running) {
            try {
                Socket client = server.accept();
                pool.execute(() -> handle(client));
            } catch (SocketTimeoutException quiet) {
                System.out.println("nobody came");
            } catch (IOException broken) {
                running = false;
            }
        }
    }

    private void handle(Socket client) {
        try (client;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter out = new PrintWriter(client.getOutputStream(), true)) {
            String line;
            while ((line = in.readLine()) != null) {
                if ("bye".equals(line)) {
                    break;
                }
                out.println(line + " " + line);
            }
        } catch (IOException lost) {
            System.err.println("lost " + client.getRemoteSocketAddress());
        }
    }

    @Override
    public void close() throws IOException {
        running = false;
        pool.shutdown();
        server.close();
    }

    static String ask(String host, int port, String question) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write((question + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[256];
            int length = in.read(buffer);
            return new String(buffer, 0, length, StandardCharsets.UTF_8);
        }
    }

    static void serveWithSelector(int port) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel channel = ServerSocketChannel.open();
        channel.bind(new InetSocketAddress(port));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_ACCEPT);
        ByteBuffer buffer = ByteBuffer.allocate(512);
        while (selector.select() > 0) {
            Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
            while (keys.hasNext()) {
                SelectionKey key = keys.next();
                keys.remove();
                if (key.isAcceptable()) {
                    SocketChannel guest = channel.accept();
                    guest.configureBlocking(false);
                    guest.register(selector, SelectionKey.OP_READ);
                } else if (key.isReadable()) {
                    copyBack((SocketChannel) key.channel(), buffer);
                }
            }
        }
    }

    private static void copyBack(SocketChannel guest, ByteBuffer buffer) throws IOException {
        buffer.clear();
        if (guest.read(buffer) < 0) {
            guest.close();
            return;
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
            guest.write(buffer);
        }
    }

    static int status(String address) throws IOException {
        URL url = new URL(address);
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        connection.setRequestMethod("HEAD");
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        int status = connection.getResponseCode();
        connection.disconnect();
        return status;
    }

    static String fetch(String address) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Accept", "text/plain")
                .GET()
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode());
        }
        return response.body();
    }
}
