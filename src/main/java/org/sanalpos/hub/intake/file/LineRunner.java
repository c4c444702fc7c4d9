package org.sanalpos.hub.intake.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.sanalpos.hub.intake.RequestBody;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Works on several requests of a file at once and writes their results in the order of the file. Never holds more than a window of them. Requests
 * with the same request id, or for the same payment, follow each other as the file has them.
 */
final class LineRunner {
    private static final int WINDOW = 8;
    private static final long LOOK_MS = 200;

    private final int parallel;
    private final int stopSeconds;
    private final BooleanSupplier stopping;
    private final Deque<Pending> window = new ArrayDeque<>();
    private long read;

    /** @param keys what no other request may have in common with it while it runs */
    private record Pending(Set<String> keys, Future<LineResult> result) {
        boolean blocks(Set<String> others) {
            return !result.isDone() && !Collections.disjoint(keys, others);
        }
    }

    /**
     * @param parallel lines that are handled at once, at least one
     * @param stopSeconds how long a stop waits for the requests under way
     */
    LineRunner(int parallel, int stopSeconds, BooleanSupplier stopping) {
        this.parallel = parallel;
        this.stopSeconds = stopSeconds;
        this.stopping = stopping;
    }

    /**
     * @return false when the hub stopped before the end of the file
     * @throws UnreadableFileException if nothing of the file can be read
     */
    boolean run(FileRequests requests, Function<FileRecord, LineResult> work, ResultWriter results)
            throws IOException, UnreadableFileException, InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(parallel, threads());
        try {
            FileRecord record = next(requests);
            while (record != null && !stopping.getAsBoolean()) {
                Set<String> keys = keys(record);
                if (!write(results, () -> window.size() >= parallel * WINDOW || blocked(keys))) {
                    return false;
                }
                FileRecord each = record;
                window.add(new Pending(keys, workers.submit(() -> work.apply(each))));
                record = next(requests);
            }
            return !stopping.getAsBoolean() && write(results, () -> true);
        } finally {
            finish(workers);
        }
    }

    private FileRecord next(FileRequests requests) throws IOException, UnreadableFileException {
        try {
            FileRecord record = requests.next();
            read += record == null ? 0 : 1;
            return record;
        } catch (CharacterCodingException e) {
            if (read == 0) {
                throw new UnreadableFileException(0, "the file is not text in the encoding that it declares");
            }
            throw e;
        }
    }

    private boolean blocked(Set<String> keys) {
        return window.stream().anyMatch(each -> each.blocks(keys));
    }

    private static Set<String> keys(FileRecord record) {
        if (record.request() == null) {
            return Set.of();
        }
        RequestBody body = record.request().body();
        Set<String> keys = new HashSet<>();
        keys.add("request " + body.requestId());
        if (body.transactionCode() != null) {
            keys.add("transaction " + body.transactionCode());
        }
        if (body.paymentId() != null) {
            keys.add("payment " + body.paymentId());
        }
        return keys;
    }

    /** Writes what is done, and waits for the first as long as that is wanted. */
    private boolean write(ResultWriter results, BooleanSupplier wait) throws IOException, InterruptedException {
        while (!window.isEmpty() && (window.peek().result().isDone() || wait.getAsBoolean())) {
            if (stopping.getAsBoolean() && !window.peek().result().isDone()) {
                return false;
            }
            try {
                results.write(window.peek().result().get(LOOK_MS, TimeUnit.MILLISECONDS));
                window.remove();
            } catch (TimeoutException e) {
                // look again whether the hub stops
                continue;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        return true;
    }

    /** Requests that have begun end, the others never begin. */
    private void finish(ExecutorService workers) throws InterruptedException {
        window.forEach(each -> each.result().cancel(false));
        workers.shutdown();
        workers.awaitTermination(stopSeconds, TimeUnit.SECONDS);
    }

    private static ThreadFactory threads() {
        return Runtime.version().feature() >= 21
                ? new VirtualThreadTaskExecutor("file-line-").getVirtualThreadFactory()
                : new CustomizableThreadFactory("file-line-");
    }
}
