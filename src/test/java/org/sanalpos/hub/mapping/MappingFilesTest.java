package org.sanalpos.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are missing, doubled, of another editor or beside the point. */
class MappingFilesTest {
    private static final String BANK = "banks/vadibank.yaml";
    private static final String KAVAK = "dialects/kavak/dialect.yaml";
    private static final String SELVI = "dialects/selvi/dialect.yaml";
    private static final String SALE = "dialects/kavak/templates/sale.json.ftl";
    private static final String CODES = "dialects/kavak/codes.csv";

    private MappingFolder folder;

    @BeforeEach
    void copyMappingsThatAreRight(@TempDir Path temp) throws IOException {
        folder = MappingFolder.madeUp(temp);
    }

    @Test
    void whatNeitherTheBankNorItsDialectSaysIsMissed() throws IOException {
        folder.change(SELVI, "timeouts: {connect: 10s, answer: 30s, total: 45s}", "");
        folder.stopsWith("bank-mappings/banks/selvibank.yaml: timeouts: neither the bank nor its dialect has any");
    }

    @Test
    void aCodeTableMustBeThere() throws IOException {
        Files.delete(folder.path().resolve(CODES));
        folder.stopsWith("bank-mappings/dialects/kavak/codes.csv: the file is neither on disk (");
    }

    @Test
    void aMessageHasOneTemplate() throws IOException {
        folder.write("dialects/kavak/templates/sale.xml.ftl", "<Sale/>");
        folder.stopsWith("bank-mappings/dialects/kavak/dialect.yaml:28: operations.sale.steps[1].message: "
                + "there are templates/sale.*.ftl of several formats: [json, xml]");
    }

    @Test
    void aBankHasOneFile() throws IOException {
        folder.write("banks/more/vadibank.yaml", folder.read(BANK));
        folder.stopsWith("bank-mappings/banks/vadibank.yaml:2: code: there is another file for vadibank");
    }

    @Test
    void anEmptyFileIsNoBank() throws IOException {
        folder.write(BANK, "# later\n");
        folder.stopsWith("bank-mappings/banks/vadibank.yaml: is empty");
    }

    @Test
    void everyCategoryNeedsItsWordsInBothLanguages() throws IOException {
        String categories = Files.readString(Path.of("bank-mappings/categories.csv"));
        folder.write("categories.csv", categories.replaceAll("duplicate;.*\n", ""));
        folder.stopsWith("bank-mappings/categories.csv: category duplicate has no row");

        folder.write("categories.csv", categories.replaceAll("duplicate;false;[^;]*;", "duplicate;false;;"));
        folder.stopsWith("bank-mappings/categories.csv:14: tr is missing");

        folder.write("categories.csv", categories + "unknown;false;a;b\n");
        folder.stopsWith("bank-mappings/categories.csv:23: category unknown stands in line 22 already");
    }

    @Test
    void blankLinesDoNotShiftTheLineThatIsTold() throws IOException {
        folder.write(
                CODES, "code;category;retryable;outcome;tr;en\n\n\nOK;approved;;approved;;\n\nNOFUNDS;no_funds;;;;");
        folder.stopsWith("bank-mappings/dialects/kavak/codes.csv:6: category 'no_funds'");
    }

    @Test
    void aTextOfAnotherCharsetIsNotGuessedAt() throws IOException {
        String codes = folder.read(CODES);
        Files.write(folder.path().resolve(CODES), codes.getBytes("ISO-8859-9"));
        folder.stopsWith("bank-mappings/dialects/kavak/codes.csv:4: is not UTF-8 text");
    }

    @Test
    void filesOfWindowsEditorsAreTaken() throws IOException {
        for (String file : List.of(BANK, KAVAK, SALE, CODES)) {
            folder.write(file, "\uFEFF" + folder.read(file).replace("\n", "\r\n"));
        }

        BankMappings mappings = Mappings.with(folder.path());

        assertThat(mappings.catalogue().find("vadibank")).isPresent();
        assertThat(mappings.knows("kavakbank", "NOFUNDS")).isTrue();
        assertThat(mappings.knows("kavakbank", "OK")).isTrue();
        byte[] body =
                mappings.request(MadeUpBankTest.kavakSale().context(), 0, "").body();
        assertThat(new String(body, StandardCharsets.UTF_8)).startsWith("{").doesNotContain("\uFEFF");
    }

    @Test
    void whatLiesBesideTheFilesIsLeftAlone() throws IOException {
        folder.write("banks/vadibank.yaml.bak", "code: [");
        folder.write("dialects/kavak/my-dialect.yaml", "code: [");
        folder.write("dialects/kavak/samples/sale.request.json", "{");

        assertThat(Mappings.with(folder.path()).catalogue().banks()).hasSize(15);
    }
}
