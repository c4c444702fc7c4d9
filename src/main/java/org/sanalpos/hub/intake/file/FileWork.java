package org.sanalpos.hub.intake.file;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.virtualpos.Companies;
import org.sanalpos.hub.virtualpos.Company;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The folder where this process keeps the files that it is working on, so that several may share one inbox. A lock tells the others that the process
 * lives; what a dead one left goes back into the inbox.
 */
@Component
public class FileWork implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(FileWork.class);
    private static final String LOCK = "owner.lock";

    private final Path inbox;
    private final Path work;
    private final Path own;
    private final Companies companies;
    private final Clock clock;
    private FileChannel lock;

    public FileWork(HubSettings settings, Companies companies, Clock clock) {
        this.clock = clock;
        this.inbox = settings.inHome("inbox");
        this.work = settings.inHome("work");
        this.own = work.resolve(UUID.randomUUID().toString());
        this.companies = companies;
    }

    /**
     * Takes a file out of the inbox by renaming it.
     *
     * @return null when another process was first, or an earlier file of the same name is still here
     */
    public TakenFile take(File file) throws IOException {
        Path path = file.toPath();
        String company = path.getParent().getFileName().toString();
        Path target = ownFolder().resolve(company).resolve(path.getFileName());
        Files.createDirectories(target.getParent());
        Path marker = FileReady.marker(path);
        if (Files.exists(target)) {
            LOG.warn(
                    "File {}/{} waits: an earlier one of this name could not be put away", company, path.getFileName());
            return null;
        }
        try {
            Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return null;
        }
        if (marker != null) {
            Files.move(marker, target.resolveSibling(marker.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            // It became a link after it was looked at: what it leads to is nobody's to read here.
            Files.delete(target);
            LOG.warn(
                    "File {}/{} is no file but a link, and was taken away",
                    company,
                    FileNames.harmless(target.getFileName().toString()));
            return null;
        }
        return new TakenFile(target, company, path.getFileName().toString());
    }

    /** Puts a file back where it was, to be taken again; with the time in its name when there is another of that name by now. */
    public void giveBack(TakenFile file) throws IOException {
        giveBack(file.path());
    }

    /** Ends the work on a file. */
    void delete(TakenFile file) throws IOException {
        Path marker = FileReady.marker(file.path());
        if (marker != null) {
            Files.delete(marker);
        }
        Files.delete(file.path());
    }

    /** Where a file was in the inbox. */
    Path origin(TakenFile file) {
        return inbox.resolve(file.company()).resolve(file.name());
    }

    /** Gives back what processes left behind that are no more, this one's forerunner among them. */
    public void reclaim() throws IOException {
        if (!Files.isDirectory(work)) {
            return;
        }
        for (Path folder : list(work)) {
            boolean named = !folder.getFileName().toString().startsWith(".");
            if (named && !folder.equals(own) && Files.isDirectory(folder)) {
                reclaim(folder);
            }
        }
    }

    /** Makes the inbox folders of all companies, so that there is somewhere to drop a file. */
    public void makeFolders() throws IOException {
        for (Company company : companies.list()) {
            Files.createDirectories(inbox.resolve(company.code()));
        }
    }

    @Override
    public synchronized void destroy() throws IOException {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }

    private synchronized Path ownFolder() throws IOException {
        if (lock == null) {
            // locked before it has its name, so that nobody takes it for a dead one's
            Path unnamed = work.resolve("." + own.getFileName());
            Files.createDirectories(unnamed);
            lock = FileChannel.open(unnamed.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw new IOException("the folder " + unnamed + " is locked by another process");
            }
            Files.move(unnamed, own, StandardCopyOption.ATOMIC_MOVE);
        }
        return own;
    }

    private void reclaim(Path folder) throws IOException {
        try (FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock free = channel.tryLock();
            if (free == null) {
                return;
            }
            for (Path company : list(folder)) {
                if (Files.isDirectory(company)) {
                    reclaimCompany(company);
                }
            }
            Files.delete(folder.resolve(LOCK));
            Files.delete(folder);
        } catch (OverlappingFileLockException | NoSuchFileException e) {
            // its owner lives in this very process, or another process has just put it in order
            LOG.debug("Folder {} is not reclaimed now", folder.getFileName());
        }
    }

    private void reclaimCompany(Path company) throws IOException {
        for (Path file : list(company)) {
            if (FileFormat.of(file.getFileName().toString()).isPresent()) {
                giveBack(file);
                LOG.warn("File {}/{} was left unfinished and begins again", company.getFileName(), file.getFileName());
            }
        }
        for (Path marker : list(company)) {
            Files.delete(marker);
        }
        Files.delete(company);
    }

    private void giveBack(Path file) throws IOException {
        Path folder = inbox.resolve(file.getParent().getFileName());
        Files.createDirectories(folder);
        Path target = FileNames.free(folder, file.getFileName().toString(), clock);
        Path marker = FileReady.marker(file);
        if (marker != null) {
            Files.move(
                    marker, target.resolveSibling(target.getFileName() + ".done"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(file, target);
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
