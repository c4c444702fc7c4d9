package org.sanalpos.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.settings.SettingProblem;

/** A history whose rows are texts with columns, in a made-up dialect: one thing is wrong in it. */
class WrongHistoryTest {
    private static final String KAVAK = "dialects/kavak/dialect.yaml";
    private static final String HISTORY = """
                history:
                  rows: moves/no#
                  columns: [kind, sum, at]
                  separator: "|"
                  count: moves/count
                  sortBy: at
                  kinds:
                    - {kind: sale, when: {kind: "S"}}
                    - {kind: refund, when: {kind: "R"}}
                  amount: {path: [sum], unit: minor, when: {sum: "[0-9]+"}}
                  code:
                    - {path: kind, when: {kind: "X"}}
                    - {paths: [kind, at]}
                  values: {authCode: [at]}
            """;

    @TempDir
    Path temp;

    private MappingFolder folder;
    private int before;

    @BeforeEach
    void dialectWithAHistory() throws IOException {
        folder = MappingFolder.madeUp(temp);
        String text = folder.read(KAVAK).stripTrailing() + "\n";
        before = (int) text.lines().count();
        folder.write(KAVAK, text + HISTORY);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                arguments("moves/no#", "moves/#no#", 2, "rows: 'moves/#no#': expected at most one #, the row's number"),
                arguments("rows: moves/no#\n      ", "", 1, "rows: is missing"),
                arguments("columns: [kind, sum, at]", "columns: []", 3, "columns: expected at least one name"),
                arguments("[kind, sum, at]", "[kind, sum, at, SUM]", 3, "columns: 'SUM' stands twice"),
                arguments(
                        "columns: [kind, sum, at]\n      ", "", 3, "separator: expected 'columns', which it separates"),
                arguments("separator: \"|\"", "newestFirst: false", 1, "separator: is missing"),
                arguments("separator: \"|\"", "separator: \"\"", 4, "separator: is missing"),
                arguments("sortBy: at", "sortBy: date", 6, "sortBy: 'date' is none of the columns [kind, sum, at]"),
                arguments(
                        "sortBy: at",
                        "sortBy: at\n      newestFirst: true",
                        7,
                        "newestFirst: the rows are sorted by 'sortBy' already"),
                arguments(
                        "when: {kind: \"S\"}",
                        "when: {type: \"S\"}",
                        8,
                        "kinds[1].when.type: 'type' is none of the columns [kind, sum, at]"),
                arguments(
                        "path: [sum], unit",
                        "path: [sum, amount], unit",
                        10,
                        "amount.path: 'amount' is none of the columns [kind, sum, at]"),
                arguments(
                        "{sum: \"[0-9]+\"}", "{total: \"1\"}", 10, "amount.when.total: 'total' is none of the columns"),
                arguments("{path: kind, when", "{path: code, when", 12, "code[1]: 'code' is none of the columns"),
                arguments("{kind: \"X\"}", "{code: \"X\"}", 12, "code[1].when.code: 'code' is none of the columns"),
                arguments("[kind, at]}", "[kind, time]}", 13, "code[2]: 'time' is none of the columns"),
                arguments("authCode: [at]", "authCode: [auth]", 14, "values.authCode: 'auth' is none of the columns"),
                arguments(
                        "sortBy: at",
                        "echoes: {transactionCode: [order]}",
                        6,
                        "echoes.transactionCode: 'order' is none of the columns"),
                arguments("sortBy: at", "verify: {hash: \"x\"}", 6, "verify.hash: 'hash' is none of the columns"));
    }

    @ParameterizedTest(name = "{3}")
    @MethodSource("wrong")
    void isToldWithFileLineAndReason(String right, String wrong, int line, String message) throws IOException {
        folder.change(KAVAK, right, wrong);

        YamlFile<DialectFile> file = Mappings.file(temp, KAVAK, DialectFile.class);
        DialectFile.AnswerFile answer = file.content().answers().get("status");
        assertThatThrownBy(() -> new AnswerCompiler(file, "status", answer, (at, template) -> null).compile())
                .isInstanceOf(SettingProblem.class)
                .hasMessageStartingWith(
                        "bank-mappings/" + KAVAK + ":" + (before + line) + ": answers.status.history." + message);
    }

    @Test
    void aWrongOneStopsTheStart() throws IOException {
        folder.change(KAVAK, "moves/no#", "moves/no##");

        folder.stopsWith("bank-mappings/" + KAVAK + ":" + (before + 2) + ": answers.status.history.rows: 'moves/no##'");
    }

    @Test
    void aRightOneIsRead() {
        MessageContext context = Asked.of(OperationType.INQUIRY)
                .at("kavakbank", Map.of("merchantId", "100200", "secretKey", "s"))
                .context();
        String answer =
                "{\"state\": \"MOVED\", \"moves\": {\"count\": 2, \"no1\": \"R|2990|9\", \"no2\": \"S|12990|7\"}}";

        Reading reading = Mappings.with(temp)
                .read(context, 0, new BankReply.Answered(200, null, answer.getBytes(StandardCharsets.UTF_8)));

        assertThat(List.of(reading.state(), reading.capturedMinor(), reading.refundedMinor(), reading.authCode()))
                .containsExactly(InquiredState.CAPTURED, 12990L, 2990L, "7");
    }
}
