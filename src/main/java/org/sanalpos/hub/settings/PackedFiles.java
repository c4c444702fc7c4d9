package org.sanalpos.hub.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * The files that come packed in the hub and that an installation may replace one by one: {@code routes/…} and
 * {@code bank-mappings/…}. A file in the folder on disk wins over the packed one of the same name; files that exist on
 * only one side count too.
 */
@Component
public class PackedFiles {
    private final Map<String, Path> folders;
    private final Map<String, Resource> packed = new TreeMap<>();

    /** @param loader the application's own, which has the list of the jar's files from looking for components in it */
    public PackedFiles(HubSettings settings, ResourceLoader loader) {
        this.folders = Map.of("routes", settings.routes(), "bank-mappings", settings.bankMappings());
        ResourcePatternResolver resolver = ResourcePatternUtils.getResourcePatternResolver(loader);
        try {
            for (String folder : folders.keySet()) {
                addPacked(folder, resolver);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The packed files cannot be listed", e);
        }
    }

    /**
     * A file and where its content is.
     *
     * @param name name from the top folder on, with slashes: {@code routes/sql/erp-result.sql}
     */
    public record PackedFile(String name, Resource resource) {}

    /**
     * One file.
     *
     * @param path name from the top folder on: {@code routes/sql/erp-result.sql}
     * @throws SettingProblem when it is neither on disk nor packed
     */
    public Resource resource(String path) {
        Path onDisk = onDisk(path);
        if (Files.isRegularFile(onDisk)) {
            return new FileSystemResource(onDisk);
        }
        Resource inside = packed.get(StringUtils.cleanPath(path));
        if (inside != null) {
            return inside;
        }
        throw new SettingProblem(path, "the file is neither on disk (" + onDisk.toAbsolutePath() + ") nor packed");
    }

    /**
     * All files below a folder, at any depth, sorted by name.
     *
     * @param folder {@code routes}, {@code bank-mappings} or a folder below one of them
     * @param suffix how the file names end: {@code .camel.yaml}
     */
    public List<PackedFile> list(String folder, String suffix) {
        Map<String, Resource> found = new TreeMap<>();
        try {
            packed.forEach((name, resource) -> {
                if (name.startsWith(folder + "/") && name.endsWith(suffix)) {
                    found.put(name, resource);
                }
            });
            addFromDisk(folder, suffix, found);
        } catch (IOException e) {
            throw new UncheckedIOException("The files of " + folder + " cannot be listed", e);
        }
        List<PackedFile> files = new ArrayList<>();
        found.forEach((name, resource) -> files.add(new PackedFile(name, resource)));
        return List.copyOf(files);
    }

    private void addPacked(String folder, ResourcePatternResolver resolver) throws IOException {
        for (Resource root : resolver.getResources("classpath*:" + folder + "/")) {
            String prefix = root.getURL().toString();
            for (Resource file : resolver.getResources(prefix + "**/*.*")) {
                String url = file.getURL().toString();
                String name =
                        URLDecoder.decode(url.substring(prefix.length()).replace("+", "%2B"), StandardCharsets.UTF_8);
                packed.putIfAbsent(folder + "/" + name, file);
            }
        }
    }

    private void addFromDisk(String folder, String suffix, Map<String, Resource> found) throws IOException {
        Path root = onDisk(folder);
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            paths.filter(Files::isRegularFile)
                    .filter(path -> path.getFileName().toString().endsWith(suffix))
                    .forEach(path -> found.put(
                            folder + "/" + root.relativize(path).toString().replace('\\', '/'),
                            new FileSystemResource(path)));
        }
    }

    private Path onDisk(String path) {
        String normal = StringUtils.cleanPath(path);
        int slash = normal.indexOf('/');
        String top = slash < 0 ? normal : normal.substring(0, slash);
        Path folder = folders.get(top);
        if (folder == null) {
            throw new IllegalArgumentException("'" + path + "' is not below one of the folders " + folders.keySet());
        }
        return slash < 0 ? folder : folder.resolve(normal.substring(slash + 1));
    }
}
