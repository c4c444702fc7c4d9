package org.sanalpos.hub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rules that keep the structure. */
class ArchitectureTest {
    private static final Path MAIN = Path.of("src/main/java/org/sanalpos/hub");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.sanalpos.hub");

    @Test
    void featuresDoNotFormCircles() {
        slices().matching("org.sanalpos.hub.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nothingImportsTheSandbox() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..sandbox..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..sandbox..")
                .check(CLASSES);
    }

    @Test
    void noPackageIsNamedUtilOrImpl() {
        assertThat(CLASSES.stream().map(type -> type.getPackageName()))
                .noneMatch(name -> name.matches(".*\\.(utils?|impl|helpers?|common)(\\..*)?"));
    }

    @Test
    void noBankAndNoDialectHasANameInMainCodeOutsideTheSandbox() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (String folder : List.of("bank-mappings/banks", "bank-mappings/dialects")) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                        .forEach(names::add);
            }
        }
        names.addAll(List.of("garanti", "posnet", "intervpos", "payfor", "payflex", "akbank", "vakif", "denizbank"));
        assertThat(names).contains("halkbank", "nestpay");
        Pattern name = Pattern.compile("(?<![a-z])(" + String.join("|", names) + ")");
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (!file.startsWith(MAIN.resolve("sandbox"))
                        && name.matcher(Files.readString(file).toLowerCase(Locale.ROOT))
                                .find()) {
                    found.add(file.toString());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    /** Such a stream holds its connection to the database until somebody closes it. */
    @Test
    void noResultOfTheDatabaseIsStreamed() {
        noClasses()
                .should()
                .callMethod(JdbcClient.MappedQuerySpec.class, "stream")
                .check(CLASSES);
    }

    /** Camel takes a poll that says nothing for one that found work: such a route would never rest. */
    @Test
    void everyGreedyRouteSaysWhetherItFoundWork() throws IOException {
        var yaml = new tools.jackson.dataformat.yaml.YAMLMapper();
        int greedy = 0;
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".camel.yaml"))
                    .toList()) {
                for (var item : yaml.readTree(file)) {
                    var from = item.path("route").path("from");
                    if (from.path("parameters").path("greedy").asBoolean(false)) {
                        greedy++;
                        assertThat(from.path("steps").valueStream().map(step -> step.path("setProperty")
                                        .path("name")
                                        .asString("")))
                                .as(file.toString())
                                .contains("CamelSchedulerPolledMessages");
                    }
                }
            }
        }
        assertThat(greedy).isPositive();
    }

    /** Camel would look the methods of the class up for each message, or keep what they were asked of: a card may be in it. */
    @Test
    void noRouteAsksForAPartOfWhatItCarries() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".camel.yaml"))
                    .toList()) {
                assertThat(Files.readAllLines(file))
                        .as(file.toString())
                        .noneMatch(line -> line.matches(".*\\$\\{(body|header\\.\\w+|exchangeProperty\\.\\w+)[.\\[].*")
                                && !line.strip().startsWith("message:"));
            }
        }
    }

    @Test
    void everyRouteSaysWhatItIsFor() throws IOException {
        var yaml = new tools.jackson.dataformat.yaml.YAMLMapper();
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".camel.yaml"))
                    .toList()) {
                String own = file.getFileName().toString().replace(".camel.yaml", "");
                List<String> ids = new ArrayList<>();
                for (var item : yaml.readTree(file)) {
                    var described = item.has("route") ? item.path("route") : item.path("routeConfiguration");
                    if (!described.isMissingNode()) {
                        ids.add(described.path("id").asString());
                        assertThat(described.path("description").asString())
                                .as(file + " description")
                                .isNotBlank();
                    }
                }
                assertThat(ids).as("ids in " + file).contains(own);
                assertThat(Files.readAllLines(file).size())
                        .as("lines of " + file)
                        .isLessThanOrEqualTo(60);
            }
        }
    }
}
