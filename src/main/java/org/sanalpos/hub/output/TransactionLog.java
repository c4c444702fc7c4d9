package org.sanalpos.hub.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.virtualpos.Companies;
import org.sanalpos.hub.virtualpos.Company;
import org.sanalpos.hub.virtualpos.CompanySettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The transaction log: a file for each company and day (of Istanbul), a JSON line for each end, or doubt, of an operation. */
@Component
public class TransactionLog {
    private static final ZoneId ISTANBUL = ZoneId.of("Europe/Istanbul");
    private static final String SUFFIX = ".jsonl";
    private static final Logger LOG = LoggerFactory.getLogger(TransactionLog.class);

    private final HubSettings settings;
    private final Companies companies;
    private final LogLine lines;
    private final Clock clock;

    public TransactionLog(HubSettings settings, Companies companies, LogLine lines, Clock clock) {
        this.settings = settings;
        this.companies = companies;
        this.lines = lines;
        this.clock = clock;
    }

    /**
     * Lines of one company that go into one file.
     *
     * @param day of Istanbul
     */
    public record Batch(String company, LocalDate day, List<Entry> entries) {}

    /** @param line what the log says of the row, without the line's end */
    public record Entry(OutboxRow row, String line) {}

    /** The rows as batches, each of which is written, and told as delivered, for itself. */
    public List<Batch> batches(List<OutboxRow> rows) {
        Map<String, Batch> batches = new LinkedHashMap<>();
        for (OutboxRow row : rows) {
            LogLine.Line line = lines.of(row);
            LocalDate day = LocalDate.ofInstant(line.at(), ISTANBUL);
            batches.computeIfAbsent(day + row.company(), key -> new Batch(row.company(), day, new ArrayList<>()))
                    .entries()
                    .add(new Entry(row, line.json()));
        }
        return List.copyOf(batches.values());
    }

    public List<OutboxRow> rows(Batch batch) {
        return batch.entries().stream().map(Entry::row).toList();
    }

    /**
     * Writes a batch into its file and returns when it is on disk. A line that is there already, because a node died or lost the database before it could
     * say so, is not written again.
     *
     * @return the rows whose lines are there; rows whose claim was over before the file could be had belong to whoever claims them next
     * @throws IOException when the file cannot be written; it is as it was then
     */
    public List<OutboxRow> append(Batch batch) throws IOException {
        Path file = folder(batch.company()).resolve(batch.day() + SUFFIX);
        try (LogFile log = LogFile.open(file)) {
            // Nobody else writes these lines while the file is held: a later claimer finds them there.
            Instant now = clock.instant();
            List<Entry> own = batch.entries().stream()
                    .filter(entry -> now.isBefore(entry.row().claimedUntil()))
                    .toList();
            Set<String> there = log.found(own.stream()
                    .filter(entry -> entry.row().maybeDelivered())
                    .map(Entry::line)
                    .collect(Collectors.toSet()));
            log.append(own.stream()
                    .map(Entry::line)
                    .filter(line -> !there.contains(line))
                    .toList());
            return own.stream().map(Entry::row).toList();
        }
    }

    /** Deletes the files that are older than their company wants them kept. */
    public void deleteOld() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ISTANBUL);
        for (Company company : companies.list()) {
            Integer days = company.settings().logRetentionDays();
            Path folder = folder(company.code(), company.settings());
            if (days != null && Files.isDirectory(folder)) {
                deleteBefore(today.minusDays(days), folder);
            }
        }
    }

    private static void deleteBefore(LocalDate first, Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                if (day(file).isBefore(first)) {
                    Files.delete(file);
                    LOG.info("Deleted {}: older than its company keeps transaction logs", file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Old transaction logs in " + folder + " cannot be deleted", e);
        }
    }

    private static LocalDate day(Path file) {
        String name = file.getFileName().toString();
        try {
            return LocalDate.parse(name.substring(0, name.length() - SUFFIX.length()));
        } catch (DateTimeParseException notOurs) {
            return LocalDate.MAX;
        }
    }

    private Path folder(String company) {
        return folder(company, companies.find(company).map(Company::settings).orElse(CompanySettings.DEFAULTS));
    }

    private Path folder(String company, CompanySettings decided) {
        if (decided.logFolder() != null && !decided.logFolder().isBlank()) {
            return settings.inHome(decided.logFolder());
        }
        // A code that is no plain name must not lead out of the folder.
        String name = URLEncoder.encode(company, StandardCharsets.UTF_8).replace(".", "%2E");
        return settings.inHome("logs").resolve("transactions").resolve(name);
    }
}
