package org.sanalpos.hub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection on which a test writes what no HTTP client would, and reads what comes back. */
public final class RawHttp implements AutoCloseable {
    private static final int PATIENCE_MS = 30_000;
    private static final int LOOK_MS = 100;

    private final Socket socket;

    public RawHttp(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MS);
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request whose lines end as HTTP's do, reads until the hub closes the connection, and gives all of it. */
    public static String exchange(int port, String... lines) {
        try (RawHttp http = new RawHttp(port)) {
            http.write(String.join("\r\n", lines));
            return http.readAll();
        }
    }

    /**
     * @param text each of its characters is one byte
     * @return whether the connection still took it
     */
    public boolean write(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return true;
        } catch (SocketException closed) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that comes until the hub closes the connection. */
    public String readAll() {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                read.write(next);
            }
        } catch (SocketTimeoutException open) {
            throw new AssertionError("the connection is still open after " + read.toString(StandardCharsets.UTF_8));
        } catch (IOException reset) {
            // closed too, and what came before counts
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    /**
     * Sends one more piece and looks for a moment what comes.
     *
     * @return whether the hub has closed the connection
     */
    public boolean closedAfter(String piece) {
        if (!write(piece)) {
            return true;
        }
        try {
            socket.setSoTimeout(LOOK_MS);
            return socket.getInputStream().read(new byte[8192]) < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
