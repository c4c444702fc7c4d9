package org.sanalpos.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.sanalpos.hub.settings.SettingProblem;

/** A folder of mappings that are right until a test changes something. */
record MappingFolder(Path path) {

    /** A copy of the made-up banks and dialects. */
    static MappingFolder madeUp(Path temp) throws IOException {
        try (Stream<Path> files = Files.walk(Mappings.MADE_UP)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = temp.resolve(Mappings.MADE_UP.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return new MappingFolder(temp);
    }

    String read(String file) throws IOException {
        return Files.readString(path.resolve(file));
    }

    void write(String file, String text) throws IOException {
        Files.createDirectories(path.resolve(file).getParent());
        Files.writeString(path.resolve(file), text);
    }

    /** Replaces a text that stands once in a file. */
    void change(String file, String right, String wrong) throws IOException {
        String text = read(file);
        assertThat(text).containsOnlyOnce(right);
        write(file, text.replace(right, wrong));
    }

    /** The start stops with one line that begins like this. */
    void stopsWith(String message) {
        assertThatThrownBy(() -> Mappings.with(path))
                .isInstanceOf(SettingProblem.class)
                .hasMessageStartingWith(message)
                .satisfies(problem -> assertThat(problem.getMessage()).hasLineCount(1));
    }
}
