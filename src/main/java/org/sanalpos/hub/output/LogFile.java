package org.sanalpos.hub.output;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A file of lines to which several nodes append; whoever has it open holds it alone. */
final class LogFile implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private LogFile(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** Opens the file, made with its folder where it is not there, when no other node has it. */
    static LogFile open(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            return new LogFile(channel, channel.lock());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Which of some lines are in the file. */
    Set<String> found(Set<String> lines) throws IOException {
        Set<String> found = new HashSet<>();
        if (lines.isEmpty() || channel.size() == 0) {
            return found;
        }
        channel.position(0);
        // Never closed, nor is the file opened once more to be read: either would end the lock.
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (lines.contains(line)) {
                found.add(line);
            }
        }
        return found;
    }

    /**
     * Appends lines and returns when they, and all before them, are on disk.
     *
     * @throws IOException when that fails; what was written of them is taken back
     */
    void append(List<String> lines) throws IOException {
        long before = channel.size();
        try {
            channel.position(before);
            endTornLine(before);
            // One write for each line, so that a reader never sees two halves; one sync for all.
            for (String line : lines) {
                write(line + "\n");
            }
            channel.force(true);
        } catch (IOException e) {
            takeBack(before, e);
            throw e;
        }
    }

    private void takeBack(long size, IOException failure) {
        try {
            channel.truncate(size);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void endTornLine(long size) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        if (size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n') {
            write("\n");
        }
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            lock.release();
        }
    }
}
