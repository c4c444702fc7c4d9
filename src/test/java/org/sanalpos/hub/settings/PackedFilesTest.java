package org.sanalpos.hub.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.DefaultResourceLoader;

class PackedFilesTest {
    @TempDir
    Path folder;

    private PackedFiles files;

    @BeforeEach
    void packThreeFilesAndOverrideOne() throws IOException {
        Path jar = folder.resolve("hub.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("routes/"));
            out.putNextEntry(new JarEntry("routes/sql/"));
            for (String name : new String[] {"routes/sql/a b.sql", "routes/sql/c.sql", "routes/d.camel.yaml"}) {
                out.putNextEntry(new JarEntry(name));
                out.write("packed".getBytes(StandardCharsets.UTF_8));
            }
        }
        Path routes = folder.resolve("my routes");
        Files.createDirectories(routes.resolve("sql"));
        Files.writeString(routes.resolve("sql/c.sql"), "mine");
        Files.writeString(routes.resolve("sql/own.sql"), "mine");
        var settings = new Binder(new MapConfigurationPropertySource(Map.of(
                        "sanalpos.routes",
                        routes.toString(),
                        "sanalpos.bank-mappings",
                        folder.resolve("nowhere").toString())))
                .bind("sanalpos", HubSettings.class)
                .get();
        files = new PackedFiles(
                settings,
                new DefaultResourceLoader(
                        new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)));
    }

    @Test
    void aFileOnDiskReplacesThePackedOneOfItsName() throws IOException {
        assertThat(content("routes/sql/c.sql")).isEqualTo("mine");
        assertThat(content("routes/sql/a b.sql")).isEqualTo("packed");
    }

    @Test
    void aListHoldsTheFilesOfBothSides() throws IOException {
        assertThat(files.list("routes/sql", ".sql"))
                .extracting(PackedFiles.PackedFile::name)
                .containsExactly("routes/sql/a b.sql", "routes/sql/c.sql", "routes/sql/own.sql");
        assertThat(files.list("routes", ".camel.yaml"))
                .extracting(PackedFiles.PackedFile::name)
                .containsExactly("routes/d.camel.yaml");
        assertThat(files.list("routes", ".sql").get(1).resource().getContentAsString(StandardCharsets.UTF_8))
                .isEqualTo("mine");
    }

    @Test
    void aFolderThatExistsNowhereIsEmpty() {
        assertThat(files.list("bank-mappings/banks", ".yaml")).isEmpty();
    }

    @Test
    void aFileThatIsNowhereIsNamed() {
        assertThatThrownBy(() -> files.resource("routes/sql/none.sql"))
                .isInstanceOf(SettingProblem.class)
                .hasMessageStartingWith("routes/sql/none.sql: the file is neither on disk");
    }

    private String content(String path) throws IOException {
        return files.resource(path).getContentAsString(StandardCharsets.UTF_8);
    }
}
