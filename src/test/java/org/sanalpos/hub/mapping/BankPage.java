package org.sanalpos.hub.mapping;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Secure;

/** What the mappings know of a bank, as a page for people. */
final class BankPage {
    private final Bank bank;
    private final StringBuilder page = new StringBuilder();

    private BankPage(Bank bank) {
        this.bank = bank;
    }

    static String of(Bank bank) {
        return new BankPage(bank).text();
    }

    private String text() {
        line("# " + bank.name());
        line("");
        line("<!-- made from bank-mappings, checked by a test -->");
        line("");
        table(
                List.of("", ""),
                List.of(
                        List.of("code", "`" + bank.code() + "`"),
                        List.of("EFT code", bank.eftCode()),
                        List.of("dialect", "`" + bank.dialect() + "`"),
                        List.of("3-D Secure models", secure()),
                        List.of("currencies", String.join(", ", new TreeSet<>(bank.currencies()))),
                        List.of("installments", installments()),
                        List.of("amounts", amounts()),
                        List.of("mail and telephone orders", codes(bank.limits().moto())),
                        List.of(
                                "time limits",
                                "connect " + seconds(bank.timeouts().connect()) + ", between two bytes "
                                        + seconds(bank.timeouts().answer()) + ", in all "
                                        + seconds(bank.timeouts().total()))));
        line("## Operations");
        line("");
        List<List<String>> operations = new ArrayList<>();
        for (OperationType operation : OperationType.values()) {
            boolean has = bank.operations().contains(operation);
            operations.add(List.of(
                    operation.code(), has ? "yes" : "no: " + bank.unsupported().getOrDefault(operation, "")));
        }
        table(List.of("operation", "at this bank"), operations);
        line(giveBack());
        line("");
        line("## Credentials");
        line("");
        line("What a definition (`POST /api/v1/virtual-pos`) holds, with the bank's own names for it.");
        line("");
        table(
                List.of("field", "Turkish", "English", "needed", "secret"),
                bank.credentials().stream()
                        .map(field -> List.of(
                                "`" + field.name() + "`",
                                field.label().get("tr"),
                                field.label().get("en"),
                                field.required() ? "yes" : "no",
                                field.secret() ? "yes" : "no"))
                        .toList());
        line("## Addresses");
        line("");
        List<List<String>> addresses = new ArrayList<>();
        for (String environment : List.of("production", "test")) {
            Map<String, String> urls = new TreeMap<>(bank.endpoints().getOrDefault(environment, Map.of()));
            urls.forEach((key, url) -> addresses.add(List.of(environment, "`" + key + "`", "`" + url + "`")));
            if (urls.isEmpty()) {
                addresses.add(List.of(environment, "", "none is public: the definition's `endpoints` say it"));
            }
        }
        table(List.of("environment", "key", "address"), addresses);
        list("Good to know", bank.notes().quirks());
        list("What to ask the bank for", bank.notes().askFor());
        list("What no public source, or only one, shows", bank.notes().unverified());
        return page.toString().strip() + "\n";
    }

    private String giveBack() {
        Bank.Reversal reversal = bank.reversal();
        StringBuilder text = new StringBuilder("Money goes back by a void until the bank's end of day (about "
                + reversal.dayEnd() + ", " + reversal.zone() + ") and by a refund after it; ");
        text.append(
                reversal.refundBeforeDayEnd()
                        ? "a refund on the day itself is taken too."
                        : "a refund on the day itself is refused.");
        if (!reversal.voidTooLate().isEmpty()) {
            text.append(" A void that comes too late gets ")
                    .append(quoted(reversal.voidTooLate()))
                    .append('.');
        }
        if (!reversal.refundTooEarly().isEmpty()) {
            text.append(" A refund that comes too early gets ")
                    .append(quoted(reversal.refundTooEarly()))
                    .append('.');
        }
        return text.append(" With `\"auto\": true` the hub does the right one of the two.")
                .toString();
    }

    private static String quoted(Collection<String> codes) {
        return codes.stream().sorted().map(code -> "`" + code + "`").collect(Collectors.joining(" or "));
    }

    private String secure() {
        String models = bank.secure().stream()
                .sorted()
                .filter(model -> model != Secure.NONE)
                .map(model -> "`" + model.code() + "`")
                .collect(Collectors.joining(", "));
        return models.isEmpty() ? "none yet" : models;
    }

    private String installments() {
        if (bank.installments() == 1) {
            return "none";
        }
        return "up to " + bank.installments() + ", in "
                + String.join(", ", new TreeSet<>(bank.limits().installmentCurrencies()));
    }

    private String amounts() {
        Bank.Limits limits = bank.limits();
        String from = "from " + limits.minAmount().toPlainString();
        return limits.maxAmount() == null
                ? from
                : from + " to " + limits.maxAmount().toPlainString();
    }

    private static String codes(Collection<OperationType> operations) {
        return operations.stream().sorted().map(OperationType::code).collect(Collectors.joining(", "));
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }

    private void list(String title, List<String> items) {
        if (!items.isEmpty()) {
            line("## " + title);
            line("");
            items.forEach(item -> line("- " + item));
            line("");
        }
    }

    private void table(List<String> head, List<List<String>> rows) {
        row(head);
        row(head.stream().map(cell -> "---").toList());
        rows.forEach(this::row);
        line("");
    }

    private void row(List<String> cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
