package org.sanalpos.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.ResultCode;

/** What NestPay's answers mean, for every golden answer that lies beside the dialect. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenAnswerTest {
    private BankMappings mappings;

    @BeforeAll
    void load() {
        mappings = Mappings.packed();
    }

    private record Expected(
            String sample,
            OperationType type,
            Outcome outcome,
            ResultCode code,
            String bankCode,
            String message,
            String authCode,
            String hostReference,
            String bankTransactionId,
            InquiredState state,
            Long captured) {}

    static Stream<Arguments> answers() {
        return Stream.of(
                approved("approved", OperationType.SALE, "K40712", "616609481125", "26166JkSc17204"),
                approved("void-approved", OperationType.VOID, "K40712", "616609481125", "26166JkSc17204"),
                approved("refund-approved", OperationType.REFUND, "K91385", "616710201877", "26167KuBx13550"),
                answer(
                        "declined-51",
                        OperationType.SALE,
                        Outcome.DECLINED,
                        ResultCode.INSUFFICIENT_FUNDS,
                        "51",
                        "Kartın limiti yetersiz.",
                        "616609481125",
                        "26166JkSc17204"),
                answer(
                        "declined-41",
                        OperationType.PREAUTH,
                        Outcome.DECLINED,
                        ResultCode.LOST_OR_STOLEN,
                        "41",
                        "Kayıp kart, karta el koyun.",
                        "616609481125",
                        "26166JkSc17204"),
                // A payment may stand under this order: what became of it is asked.
                answer(
                        "error-duplicate",
                        OperationType.SALE,
                        Outcome.UNKNOWN,
                        ResultCode.DUPLICATE,
                        "CORE-2507",
                        "Bu sipariş numarasında başarılı bir işlem zaten var.",
                        null,
                        "26166JnAe10931"),
                answer(
                        "error-credentials",
                        OperationType.SALE,
                        Outcome.DECLINED,
                        ResultCode.CREDENTIALS_REJECTED,
                        "CORE-2201",
                        "User is not authenticated to perform this process.",
                        null,
                        "26166JnAe10932"),
                answer(
                        "error-void-twice",
                        OperationType.VOID,
                        Outcome.DECLINED,
                        ResultCode.TRANSACTION_NOT_FOUND,
                        "CORE-2008",
                        "İptal edilebilecek bir satış işlemi yok.",
                        null,
                        "26166JnAe10933"),
                answer(
                        "error-refund-above",
                        OperationType.REFUND,
                        Outcome.DECLINED,
                        ResultCode.INVALID_REQUEST,
                        "CORE-2503",
                        "İade tutarı, siparişin kalan tutarından büyük.",
                        null,
                        "26166JnAe10934"),
                answer(
                        "error-code-in-root",
                        OperationType.REFUND,
                        Outcome.DECLINED,
                        ResultCode.RETRY_LATER,
                        "CORE-2508",
                        "İade yapılamaz, sipariş henüz gün sonuna girmedi.",
                        null,
                        "26166JnAe10935"),
                state(
                        "status-authorized",
                        InquiredState.AUTHORIZED,
                        ResultCode.APPROVED,
                        "00",
                        "K40712",
                        "616609481125",
                        "26166JkSc17204",
                        null),
                state(
                        "status-captured",
                        InquiredState.CAPTURED,
                        ResultCode.APPROVED,
                        "00",
                        "K40712",
                        "616609481125",
                        "26166JkSc17204",
                        12990L),
                state(
                        "status-compound-only",
                        InquiredState.CAPTURED,
                        ResultCode.APPROVED,
                        "00",
                        "K40712",
                        null,
                        "26166JkSc17204",
                        12990L),
                state(
                        "status-voided",
                        InquiredState.VOIDED,
                        ResultCode.APPROVED,
                        "00",
                        "K40712",
                        "616609481125",
                        "26166JkSc17204",
                        12990L),
                state(
                        "status-refunded",
                        InquiredState.REFUNDED,
                        ResultCode.APPROVED,
                        "00",
                        "K91385",
                        "616710201877",
                        "26167KuBx13550",
                        12990L),
                state(
                        "status-declined",
                        InquiredState.DECLINED,
                        ResultCode.INSUFFICIENT_FUNDS,
                        "51",
                        null,
                        "616609481125",
                        "26166JkSc17204",
                        null),
                state(
                        "status-pending",
                        InquiredState.PENDING,
                        ResultCode.APPROVED,
                        "00",
                        null,
                        null,
                        "26166JkSc17204",
                        null),
                inquiry(
                        "status-not-found",
                        Outcome.DECLINED,
                        ResultCode.TRANSACTION_NOT_FOUND,
                        "99",
                        InquiredState.NOT_FOUND,
                        "No record found for HUB7K2M9QX4TB8VN3RZ5"),
                // The list of an order's transactions tells no state: nothing may be concluded from it.
                inquiry(
                        "history",
                        Outcome.UNKNOWN,
                        ResultCode.UNKNOWN,
                        "00",
                        null,
                        "Record(s) found for HUB7K2M9QX4TB8VN3RZ5"),
                inquiry(
                        "history-not-found",
                        Outcome.DECLINED,
                        ResultCode.TRANSACTION_NOT_FOUND,
                        "05",
                        InquiredState.NOT_FOUND,
                        "No record found for HUB7K2M9QX4TB8VN3RZ5"));
    }

    private static Arguments approved(String sample, OperationType type, String auth, String host, String id) {
        return arguments(
                sample,
                new Expected(
                        sample, type, Outcome.APPROVED, ResultCode.APPROVED, "00", null, auth, host, id, null, null));
    }

    private static Arguments answer(
            String sample,
            OperationType type,
            Outcome outcome,
            ResultCode code,
            String bankCode,
            String message,
            String host,
            String id) {
        return arguments(
                sample, new Expected(sample, type, outcome, code, bankCode, message, null, host, id, null, null));
    }

    private static Arguments state(
            String sample,
            InquiredState state,
            ResultCode code,
            String bankCode,
            String auth,
            String host,
            String id,
            Long captured) {
        String message = "Record(s) found for HUB7K2M9QX4TB8VN3RZ5";
        return arguments(
                sample,
                new Expected(
                        sample,
                        OperationType.INQUIRY,
                        Outcome.APPROVED,
                        code,
                        bankCode,
                        message,
                        auth,
                        host,
                        id,
                        state,
                        captured));
    }

    private static Arguments inquiry(
            String sample, Outcome outcome, ResultCode code, String bankCode, InquiredState state, String message) {
        return arguments(
                sample,
                new Expected(
                        sample,
                        OperationType.INQUIRY,
                        outcome,
                        code,
                        bankCode,
                        message,
                        null,
                        null,
                        null,
                        state,
                        null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void isReadAsItIsMeant(String sample, Expected expected) {
        Reading reading = read(expected.type(), NestPayAnswer.sample(sample));

        assertThat(new Expected(
                        sample,
                        expected.type(),
                        reading.outcome(),
                        reading.result().code(),
                        reading.result().bankCode(),
                        reading.result().bankMessage(),
                        reading.authCode(),
                        reading.hostReference(),
                        reading.bankTransactionId(),
                        reading.state(),
                        reading.capturedMinor()))
                .isEqualTo(expected);
        assertThat(reading.result().messageTr()).isNotBlank();
    }

    @Test
    void everyGoldenAnswerHasItsMeaning() throws IOException {
        try (Stream<Path> files = Files.list(Mappings.SAMPLES)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".xml") && !name.endsWith(".request.xml"))
                            .map(name -> name.replace(".xml", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            answers().map(row -> (String) row.get()[0]).toList());
        }
    }

    @Test
    void whatLaterMessagesMayNeedIsKept() {
        Reading reading = read(OperationType.SALE, NestPayAnswer.sample("approved"));

        assertThat(reading.kept())
                .isEqualTo(
                        Map.of("batch", "3104", "bankTime", "20260615 09:48:11", "issuer", "TÜRKİYE İŞ BANKASI A.Ş."));
    }

    private Reading read(OperationType type, BankReply.Answered answer) {
        return mappings.read(Asked.of(type).context(), 0, answer);
    }
}
