package org.sanalpos.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanalpos.hub.payment.Outcome;

/** Whatever a bank sends, no reader throws, and none takes anything for an approval in which the bank's word of approval does not stand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzedAnswersTest {
    private static final long SEED = 20261124;

    /** What every approval of a dialect holds, without blanks and in small letters. */
    private static final Map<String, List<String>> MARKS = Map.of(
            "garanti", List.of("<code>00</code>"),
            "nestpay", List.of("<procreturncode>00</procreturncode>"),
            "posnet", List.of("<approved>1</approved>"),
            "intervpos", List.of("procreturncode=00"),
            // Of an order that waits for its charge, and of the page that goes to the browser.
            "payfor",
                    List.of("<procreturncode>00</procreturncode>", "<procreturncode>v033</procreturncode>", "</form>"),
            // Of an enrolled card, a registered page and a payment on it, too.
            "payflex",
                    List.of(
                            "<resultcode>0000</resultcode>",
                            "\"resultcode\":\"0000\"",
                            "<status>y</status>",
                            "\"commonpaymenturl\":\"http",
                            "\"rc\":\"0000\""),
            "akbank", List.of("\"responsecode\":\"vps-0000\""));

    private BankMappings mappings;

    @BeforeAll
    void load() {
        mappings = Mappings.packed();
    }

    static List<String> dialects() {
        return Golden.all().entrySet().stream()
                .filter(dialect -> !dialect.getValue().answers().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A question with the number of the step whose answer is to be read. */
    private record Question(MessageContext context, int step) {}

    private static List<Question> questions(Golden golden) {
        List<Question> questions = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Golden.Answer answer : golden.answers()) {
            if (seen.add(answer.operation() + answer.step() + answer.payment() + answer.earlier())) {
                questions.add(new Question(golden.context(answer), answer.step()));
            }
        }
        return questions;
    }

    private static List<byte[]> samples(String dialect, Golden golden) {
        return golden.answers().stream()
                .map(Golden.Answer::sample)
                .distinct()
                .map(sample -> Golden.sample(dialect, sample))
                .filter(sample -> sample.length > 0)
                .toList();
    }

    private boolean isApproved(String dialect, Question question, byte[] body) {
        Reading[] reading = new Reading[1];
        assertThatCode(() -> reading[0] =
                        mappings.read(question.context(), question.step(), new BankReply.Answered(200, null, body)))
                .as(() -> dialect + ", seed " + SEED + ": " + new String(body, StandardCharsets.ISO_8859_1))
                .doesNotThrowAnyException();
        boolean approved = reading[0].outcome() == Outcome.APPROVED && reading[0].state() == null;
        if (approved) {
            String text = new String(body, StandardCharsets.ISO_8859_1)
                    .replaceAll("[\\s\\x00\\x1c-\\x1f]+", "")
                    .toLowerCase(Locale.ROOT);
            assertThat(MARKS.get(dialect))
                    .as(() -> dialect + ", seed " + SEED + ", taken for an approval: " + text)
                    .anyMatch(text::contains);
        }
        return approved;
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void answersThatBreakOffAreNoApprovals(String dialect) {
        Golden golden = Golden.all().get(dialect);
        boolean pairs = dialect.equals("intervpos");
        for (Golden.Answer answer : golden.answers()) {
            Question own = new Question(golden.context(answer), answer.step());
            byte[] sample = Golden.sample(dialect, answer.sample());
            for (int length = 0; length < sample.length - 3; length += 1 + sample.length / 25) {
                byte[] part = Arrays.copyOf(sample, length);
                boolean approved = isApproved(dialect, own, part);
                // Pairs have no end by which one could see that something is missing.
                assertThat(approved && !pairs).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void mutatedAnswersAreApprovalsOnlyWhereTheBanksWordStands(String dialect) {
        Golden golden = Golden.all().get(dialect);
        List<byte[]> samples = samples(dialect, golden);
        List<Golden.Answer> answers = golden.answers();
        Random random = new Random(SEED);
        int approved = 0;
        for (int i = 0; i < 3_000; i++) {
            Golden.Answer answer = answers.get(random.nextInt(answers.size()));
            byte[] sample = Golden.sample(dialect, answer.sample());
            byte[] body = sample.length == 0 ? sample : Mutations.mutated(random, sample, samples);
            if (isApproved(dialect, new Question(golden.context(answer), answer.step()), body)) {
                approved++;
            }
        }
        // Some must be left whole enough, or the test would show nothing.
        assertThat(approved).isPositive();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void randomBytesAreNeverAnApproval(String dialect) {
        List<Question> questions = questions(Golden.all().get(dialect));
        Random random = new Random(SEED);
        for (int i = 0; i < 1_000; i++) {
            byte[] body = new byte[random.nextInt(400)];
            random.nextBytes(body);
            if (i % 2 == 0) {
                String text = "<>{}[]\":;=/&%00abcVPS-OKApproved";
                for (int at = 0; at < body.length; at++) {
                    body[at] = (byte) text.charAt(random.nextInt(text.length()));
                }
            }
            assertThat(isApproved(dialect, questions.get(random.nextInt(questions.size())), body))
                    .isFalse();
        }
    }
}
