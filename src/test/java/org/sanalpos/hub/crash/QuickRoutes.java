package org.sanalpos.hub.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The packed routes that look for what is over, with short pauses: a test is not to wait for their next look. */
final class QuickRoutes {
    private QuickRoutes() {}

    /** Writes them; gives the folder for {@code SANALPOS_ROUTES}. */
    static Path in(Path folder) {
        try (Stream<Path> routes = Files.list(Path.of("routes/resolve"))) {
            Path resolve = Files.createDirectories(folder.resolve("resolve"));
            for (Path route : routes.toList()) {
                Files.writeString(
                        resolve.resolve(route.getFileName()),
                        Files.readString(route).replaceAll("(delay|period): [0-9]+", "$1: 500"));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
