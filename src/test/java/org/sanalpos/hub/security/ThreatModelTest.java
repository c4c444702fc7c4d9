package org.sanalpos.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** {@code docs/security.md} names a test for each lock: it has to be there. */
class ThreatModelTest {
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]*Test)`");
    private static final Pattern ROW = Pattern.compile("^\\| \\*\\*(.+?)\\*\\* \\|.*");

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Set<String> named = new TreeSet<>();
        Matcher name = NAMED.matcher(text());
        while (name.find()) {
            named.add(name.group(1));
        }
        Set<String> there;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            there = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith("Test.java"))
                    .map(file -> file.replace(".java", ""))
                    .collect(Collectors.toSet());
        }

        assertThat(named).hasSizeGreaterThan(20);
        assertThat(there).containsAll(named);
    }

    @Test
    void everyDoorHasALockThatATestShows() throws IOException {
        List<String> rows =
                text().lines().filter(line -> ROW.matcher(line).matches()).toList();

        assertThat(rows.stream().map(row -> ROW.matcher(row).replaceAll("$1")))
                .contains(
                        "REST",
                        "API keys",
                        "3-D Secure pages and callbacks",
                        "Files",
                        "Queues",
                        "Banks' answers",
                        "ERP database",
                        "Webhooks",
                        "Administration",
                        "Definitions",
                        "Health and metrics",
                        "Database",
                        "Logs",
                        "Configuration files",
                        "Sandbox");
        assertThat(rows).allMatch(row -> NAMED.matcher(row).find());
    }

    @Test
    void everyWeaknessThatIsPassedOverHasAReasonAndAnEnd() throws Exception {
        Document list = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of(".ci/vulnerabilities.xml").toFile());

        NodeList passedOver = list.getElementsByTagName("suppress");
        assertThat(list.getDocumentElement().getTagName()).isEqualTo("suppressions");
        for (int i = 0; i < passedOver.getLength(); i++) {
            Element each = (Element) passedOver.item(i);
            assertThat(each.getAttribute("until")).matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}Z?");
            assertThat(each.getElementsByTagName("notes").item(0).getTextContent())
                    .isNotBlank();
        }
    }

    private static String text() throws IOException {
        return Files.readString(Path.of("docs/security.md"));
    }
}
