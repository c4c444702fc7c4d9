package org.sanalpos.hub.intake.file;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.virtualpos.Companies;
import org.springframework.stereotype.Component;

/**
 * Tells which files of the inbox are complete: those with a {@code .done} marker where the company wants one, elsewhere those that did not change
 * from one poll to the next.
 */
@Component
public class FileReady implements GenericFileFilter<File> {
    private static final long EMPTY_QUIET_MS = 30_000;
    private static final long RETRY_MS = 30_000;
    private static final int REMEMBERED = 10_000;

    private final Companies companies;
    private final long quietMs;
    private final Map<Path, Sight> seen = new ConcurrentHashMap<>();
    private final Map<Path, Long> postponed = new ConcurrentHashMap<>();

    private record Sight(long size, long changed, long at) {}

    public FileReady(Companies companies, HubSettings settings) {
        this.companies = companies;
        this.quietMs = settings.files().pollMs() * 9 / 10;
    }

    @Override
    public boolean accept(GenericFile<File> file) {
        Path path = file.getFile().toPath();
        if (Files.isSymbolicLink(path)) {
            return false;
        }
        if (file.isDirectory()) {
            return true;
        }
        try {
            return FileFormat.of(path.getFileName().toString()).isPresent() && due(path) && complete(path);
        } catch (IOException e) {
            // it is gone: taken by another node, or by its author
            seen.remove(path);
            return false;
        }
    }

    /** Leaves a file alone for a while, after it could not be handled for a reason that is not its own. */
    void postpone(Path path) {
        postponed.put(path, now() + RETRY_MS);
    }

    /** The marker of a file, {@code orders.csv.done} or {@code orders.done}; null when there is none. */
    static Path marker(Path file) {
        String name = file.getFileName().toString();
        Path whole = file.resolveSibling(name + ".done");
        Path base = file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".done");
        return Files.exists(whole) ? whole : Files.exists(base) ? base : null;
    }

    private boolean due(Path path) {
        Long until = postponed.get(path);
        if (until != null && now() < until) {
            return false;
        }
        postponed.remove(path);
        return true;
    }

    private boolean complete(Path path) throws IOException {
        String company = path.getParent().getFileName().toString();
        boolean markerWanted = companies
                .find(company)
                .map(found -> found.settings().doneMarker())
                .orElse(false);
        return markerWanted ? marker(path) != null : unchanged(path);
    }

    private boolean unchanged(Path path) throws IOException {
        Sight now = new Sight(Files.size(path), Files.getLastModifiedTime(path).toMillis(), now());
        Sight before = seen.get(path);
        if (before == null || before.size() != now.size() || before.changed() != now.changed()) {
            if (seen.size() >= REMEMBERED) {
                seen.clear();
            }
            seen.put(path, now);
            return false;
        }
        if (now.at() - before.at() < (now.size() == 0 ? Math.max(quietMs, EMPTY_QUIET_MS) : quietMs)) {
            return false;
        }
        seen.remove(path);
        return true;
    }

    /** Milliseconds of a clock that nobody sets. */
    private static long now() {
        return System.nanoTime() / 1_000_000;
    }
}
