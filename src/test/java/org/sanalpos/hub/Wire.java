package org.sanalpos.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The wire to a server on this machine, which a test can cut. */
public final class Wire implements AutoCloseable {
    private final int target;
    private final ServerSocket listener;
    private volatile boolean away;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /** @param target the server's port on the loopback address */
    public Wire(int target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread(this::accept);
    }

    /** Where the server can be reached by this wire. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Ends all connections at once, without a word to either side; new ones can be made. */
    public void cut() {
        for (Socket socket : sockets) {
            try {
                socket.setSoLinger(true, 0);
            } catch (IOException closed) {
                // It is closed already.
            }
            close(socket);
        }
    }

    /** Whether the server is away: its connections end, and new ones do too, until it is back. */
    public void away(boolean gone) {
        away = gone;
        if (gone) {
            cut();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }

    private void accept() {
        while (!listener.isClosed()) {
            Socket client = null;
            try {
                client = listener.accept();
                if (away) {
                    throw new IOException("away");
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(server);
                Socket from = client;
                thread(() -> carry(from, server));
                thread(() -> carry(server, from));
            } catch (IOException noServer) {
                if (client != null) {
                    close(client);
                }
            }
        }
    }

    private void carry(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] part = new byte[8192];
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                out.write(part, 0, read);
            }
        } catch (IOException cut) {
            // Both ends are told below.
        } finally {
            close(from);
            close(to);
        }
    }

    private void close(Socket socket) {
        try {
            sockets.remove(socket);
            socket.close();
        } catch (IOException closed) {
            // It is closed.
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }
}
