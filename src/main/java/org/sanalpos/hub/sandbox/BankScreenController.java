package org.sanalpos.hub.sandbox;

import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The screens of a sandbox bank, for people and tests. */
@RestController
@RequestMapping("/sandbox/{bank}")
@ConditionalOnProperty(name = "sanalpos.sandbox", havingValue = "true")
public class BankScreenController {

    private final SandboxBanks banks;

    public BankScreenController(SandboxBanks banks) {
        this.banks = banks;
    }

    /** Shows every order that a request has named. */
    @GetMapping("/orders")
    public List<OrderView> orders(@PathVariable("bank") String bankCode) {
        SandboxBank bank = bank(bankCode);
        return bank.orderIds().stream().map(id -> view(bank, id)).toList();
    }

    /** Shows one order, also by the end of its id, as some banks put something before a store's own; 404 if no request has ever named it. */
    @GetMapping("/orders/{orderId}")
    public OrderView order(@PathVariable("bank") String bankCode, @PathVariable("orderId") String orderId) {
        SandboxBank bank = bank(bankCode);
        if (bank.requests(orderId) > 0) {
            return view(bank, orderId);
        }
        List<String> longer =
                bank.orderIds().stream().filter(id -> id.endsWith(orderId)).toList();
        if (longer.size() != 1) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No request has named order " + orderId);
        }
        return view(bank, longer.get(0));
    }

    /** Plays the end of day of all stores of the bank. */
    @PostMapping("/settle")
    public SettlementView settle(@PathVariable("bank") String bankCode) {
        SandboxBank bank = bank(bankCode);
        int closed = bank.settle();
        return new SettlementView(bank.code(), closed, bank.openBatch());
    }

    private SandboxBank bank(String code) {
        return banks.find(code)
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "The sandbox has no bank " + code));
    }

    private static OrderView view(SandboxBank bank, String orderId) {
        List<Order> orders = bank.orders(orderId);
        return new OrderView(
                orderId,
                bank.requests(orderId),
                orders.stream().mapToLong(Order::captured).sum(),
                orders.stream().mapToLong(Order::refunded).sum(),
                orders.stream()
                        .flatMap(order -> order.transactions().stream()
                                .map(transaction -> TransactionView.of(order.merchant(), transaction)))
                        .toList());
    }

    /**
     * An order on the bank's screen.
     *
     * @param requests number of API requests that named the order, refused ones and queries included
     * @param captured minor units taken by sales and captures that stand
     * @param refunded minor units given back by refunds that stand
     * @param transactions of all stores that have the order, oldest first
     */
    public record OrderView(
            String orderId, int requests, long captured, long refunded, List<TransactionView> transactions) {}

    /**
     * A transaction on the bank's screen; amounts in minor units, times of Istanbul.
     *
     * @param merchant merchant number of the store
     * @param voidedAt null if it was not voided
     */
    public record TransactionView(
            String merchant,
            Transaction.Kind type,
            Transaction.State state,
            long amount,
            long capturedAmount,
            String currency,
            int installments,
            String maskedPan,
            String brand,
            String authCode,
            String rrn,
            String transId,
            String resultCode,
            int batch,
            OffsetDateTime time,
            OffsetDateTime voidedAt) {

        static TransactionView of(String merchant, Transaction transaction) {
            return new TransactionView(
                    merchant,
                    transaction.kind(),
                    transaction.state(),
                    transaction.authorizedAmount(),
                    transaction.capturedAmount(),
                    transaction.currency(),
                    transaction.installments(),
                    transaction.card().maskedPan(),
                    transaction.card().brand(),
                    transaction.authCode(),
                    transaction.rrn(),
                    transaction.id(),
                    transaction.resultCode(),
                    transaction.batch(),
                    transaction.time().atZone(SandboxBank.ZONE).toOffsetDateTime(),
                    transaction.voidedAt() == null
                            ? null
                            : transaction.voidedAt().atZone(SandboxBank.ZONE).toOffsetDateTime());
        }
    }

    /** Result of an end of day. */
    public record SettlementView(String bank, int closedBatch, int openBatch) {}
}
