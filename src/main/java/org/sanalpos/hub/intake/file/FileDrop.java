package org.sanalpos.hub.intake.file;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.sanalpos.hub.intake.CardNumbers;
import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.virtualpos.Companies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Handles one taken file from its first line to its result file and its masked copy in the archive. */
@Component
public class FileDrop {
    private static final Logger LOG = LoggerFactory.getLogger(FileDrop.class);

    private final FileReaders readers;
    private final FileLines lines;
    private final MaskedCopies copies;
    private final FileWork work;
    private final FileReady ready;
    private final Companies companies;
    private final HubSettings settings;
    private final CamelContext camel;
    private final JsonMapper json;
    private final Clock clock;

    FileDrop(
            FileReaders readers,
            FileLines lines,
            MaskedCopies copies,
            FileWork work,
            FileReady ready,
            Companies companies,
            HubSettings settings,
            CamelContext camel,
            JsonMapper json,
            Clock clock) {
        this.readers = readers;
        this.lines = lines;
        this.copies = copies;
        this.work = work;
        this.ready = ready;
        this.companies = companies;
        this.settings = settings;
        this.camel = camel;
        this.json = json;
        this.clock = clock;
    }

    private record Version(long size, long changed) {
        static Version of(Path path) throws IOException {
            return new Version(Files.size(path), Files.getLastModifiedTime(path).toMillis());
        }
    }

    /**
     * Handles a file. When the hub stops meanwhile, the file stays where it is and begins again after the next start; when something of the hub
     * fails, it goes back into the inbox. Either is harmless, as each request has a key of its own.
     */
    public void process(TakenFile file) throws Exception {
        try {
            Version before = Version.of(file.path());
            if (handle(file)) {
                end(file, before);
            } else {
                Files.deleteIfExists(unfinishedResult(file));
                LOG.info("File {} is left until the next start", file);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("File {} is left until the next start: the hub did not wait for it", file);
        } catch (Exception e) {
            ready.postpone(work.origin(file));
            work.giveBack(file);
            throw e;
        }
    }

    /** @return false when the hub stopped before the end */
    private boolean handle(TakenFile file) throws IOException, InterruptedException {
        Optional<String> fault = FileNames.fault(file.name());
        if (fault.isPresent()) {
            reject(file, 0, fault.get());
            return true;
        }
        if (companies.find(file.company()).isEmpty()) {
            reject(file, 0, "there is no company '" + file.company() + "'");
            return true;
        }
        try {
            if (!run(file)) {
                return false;
            }
        } catch (UnreadableFileException e) {
            Files.deleteIfExists(unfinishedResult(file));
            reject(file, e.line(), e.getMessage());
            return true;
        }
        copies.copy(file.path(), file.format(), FileNames.free(folder("archive", file), file.name(), clock));
        publish(file);
        return true;
    }

    /** @return false when the hub stopped before the end */
    private boolean run(TakenFile file) throws IOException, UnreadableFileException, InterruptedException {
        FileReaders.Opened opened = readers.open(file.path(), file.format());
        AtomicLong refused = new AtomicLong();
        LineRunner runner =
                new LineRunner(settings.files().parallel(), settings.limits().stopSeconds(), this::stopping);
        Path unfinished = unfinishedResult(file);
        Files.createDirectories(unfinished.getParent());
        try (FileRequests requests = opened.requests();
                Writer out = FileNames.begin(unfinished, StandardCharsets.UTF_8);
                ResultWriter results = opened.results().to(out)) {
            return runner.run(
                    requests,
                    record -> {
                        LineResult result = lines.handle(file, record, requests.names());
                        if (result.problem() != null) {
                            refused.incrementAndGet();
                        }
                        return result;
                    },
                    results);
        } finally {
            LOG.info("File {}: {} requests were refused", file, refused);
        }
    }

    private boolean stopping() {
        return camel.isStopping() || camel.isStopped();
    }

    private void publish(TakenFile file) throws IOException {
        Path unfinished = unfinishedResult(file);
        Path result = unfinished.resolveSibling(
                file.baseName() + ".result." + file.format().ending());
        Files.move(unfinished, result, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Its author may have gone on writing after it was taken; what came late is read by beginning again. */
    private void end(TakenFile file, Version before) throws IOException {
        if (Version.of(file.path()).equals(before)) {
            work.delete(file);
        } else {
            LOG.warn("File {} was still being written when it was taken; it begins again", file);
            work.giveBack(file);
        }
    }

    private void reject(TakenFile file, long line, String reason) throws IOException {
        Path rejected = FileNames.free(folder("rejected", file), FileNames.harmless(file.name()), clock);
        copies.copy(file.path(), file.format(), rejected);
        ObjectNode error = json.createObjectNode();
        error.put("file", CardNumbers.mask(file.name()));
        error.put("company", file.company());
        error.put("reason", reason);
        if (line > 0) {
            error.put("line", line);
        }
        error.put("rejectedAt", clock.instant().toString());
        Path target = FileNames.error(rejected);
        Path unfinished = FileNames.unfinished(target);
        try (Writer out = FileNames.begin(unfinished, StandardCharsets.UTF_8)) {
            out.write(json.writerWithDefaultPrettyPrinter().writeValueAsString(error) + "\n");
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        LOG.warn("File {} is rejected: {}", file, reason);
    }

    private Path unfinishedResult(TakenFile file) {
        return folder("outbox", file)
                .resolve(file.baseName() + ".result." + file.format().ending() + ".tmp");
    }

    private Path folder(String kind, TakenFile file) {
        return settings.inHome(kind).resolve(file.company());
    }
}
