package org.sanalpos.hub.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Many programs that work with one process of the hub at once, until nothing is left to do or the hub is dead. */
final class Cashiers {
    /** For a hub that is not to die. */
    static final CompletableFuture<Void> NEVER = new CompletableFuture<>();

    private static final int AT_ONCE = 40;
    private static final Duration BACKGROUND = Duration.ofSeconds(5);

    private final CrashingHub hub;
    private final CompletableFuture<Void> death;
    private final Queue<Story> open;
    private final Queue<Story> again;
    private final Queue<Story> left = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> downs = new ConcurrentLinkedQueue<>();

    /**
     * @param death completes when the hub is dead as it was to be
     * @param stories to go on with
     * @param done stories that have been told; their requests are sent once more
     */
    Cashiers(CrashingHub hub, CompletableFuture<Void> death, Collection<Story> stories, Collection<Story> done) {
        this.hub = hub;
        this.death = death;
        this.open = new ConcurrentLinkedQueue<>(stories);
        this.again = new ConcurrentLinkedQueue<>(done);
    }

    /**
     * Works; gives the stories that have to go on with a later hub.
     *
     * @throws AssertionError if the hub did not answer though it lives
     */
    List<Story> work() throws InterruptedException {
        try (Shop shop = new Shop(hub)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                Thread thread = new Thread(() -> work(shop), "cashier-" + i);
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        left.addAll(open);
        if (!downs.isEmpty() && !dead()) {
            failures.addAll(downs);
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(
                    failures.size() + " cashiers failed while the hub lived:\n" + hub.output(), failures.peek());
        }
        return new ArrayList<>(left);
    }

    /** Whether the hub is dead as it was to be; what it does in the background has some seconds to bring it there. */
    boolean dead() throws InterruptedException {
        try {
            death.get(BACKGROUND.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    private void work(Shop shop) {
        Story story = null;
        try {
            for (Story old = again.poll(); old != null; old = again.poll()) {
                old.repeat(shop);
            }
            for (story = open.poll(); story != null; story = open.poll()) {
                if (!story.go(shop, death == NEVER)) {
                    left.add(story);
                }
            }
        } catch (HubDownException down) {
            downs.add(down);
            if (story != null) {
                left.add(story);
            }
        } catch (RuntimeException | AssertionError e) {
            failures.add(e);
        }
    }
}
