package org.sanalpos.hub.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.virtualpos.Companies;
import org.sanalpos.hub.virtualpos.Company;
import org.sanalpos.hub.virtualpos.CompanySettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The transaction log: a file for each company and day (of Istanbul), a JSON line for each operation. A line that was written while
 * the node stopped hard may come twice, with the same {@code operationId}.
 */
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
     * Appends the lines of some operations and returns when they are on disk.
     *
     * @throws IOException when a file cannot be written; some lines may have been
     */
    public void append(List<OutboxRow> rows) throws IOException {
        Map<String, Path> folders = new LinkedHashMap<>();
        Map<Path, List<String>> files = new LinkedHashMap<>();
        for (OutboxRow row : rows) {
            LogLine.Line line = lines.of(row);
            Path folder = folders.computeIfAbsent(row.company(), this::folder);
            Path file = folder.resolve(line.at().atZone(ISTANBUL).toLocalDate() + SUFFIX);
            files.computeIfAbsent(file, name -> new ArrayList<>()).add(line.json());
        }
        for (Map.Entry<Path, List<String>> file : files.entrySet()) {
            append(file.getKey(), file.getValue());
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

    // One write for each line, so that a reader never sees two halves; one sync for the batch. Other nodes may write
    // into the same folder.
    private static void append(Path file, List<String> lines) throws IOException {
        Files.createDirectories(file.getParent());
        try (FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock ignored = channel.lock()) {
            channel.position(channel.size());
            endTornLine(channel);
            for (String line : lines) {
                write(channel, line + "\n");
            }
            channel.force(true);
        }
    }

    private static void endTornLine(FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        if (channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n') {
            write(channel, "\n");
        }
    }

    private static void write(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
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
