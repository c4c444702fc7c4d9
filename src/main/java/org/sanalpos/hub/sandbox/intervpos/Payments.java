package org.sanalpos.hub.sandbox.intervpos;

import java.time.YearMonth;
import java.util.List;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.OrderIds;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction.Kind;

/** Sales and preauthorizations: TxnType Auth and PreAuth. */
final class Payments {

    private static final List<String> AUTHENTICATION = List.of("MD", "PayerTxnId", "Eci", "PayerAuthenticationCode");
    private static final List<String> SPECIAL_AGREEMENTS =
            List.of("SubMerchantCode", "AgricultureTxnFlag", "PaymentFrequency", "MaturityPeriod");

    private final AcquiringHost host;
    private final OwnIds ownIds;

    Payments(AcquiringHost host, OwnIds ownIds) {
        this.host = host;
        this.ownIds = ownIds;
    }

    /**
     * Charges or blocks an amount.
     *
     * @throws Refusal if the request, the store's rights or the order's history do not allow it
     */
    Reply pay(SandboxBank bank, Store store, Form form, Kind kind) {
        form.present("OrderId");
        String given = Fields.ownOrderId(form);
        Charge charge = charge(bank, store, form, kind);
        if (ownIds.used(bank, store, given)) {
            throw Refusal.of(ResponseCodes.DUPLICATE);
        }
        String orderId = given;
        if (given.isEmpty()) {
            orderId = References.systemOrderId(bank);
            bank.countRequest(orderId);
        }
        return Replies.ofPayment(
                bank,
                host.pay(
                        bank,
                        store.credential("shopCode"),
                        orderId,
                        charge,
                        References.numbers(bank),
                        OrderIds.FREE_AFTER_DECLINE),
                orderId,
                form.value("PurchAmount"));
    }

    private static Charge charge(SandboxBank bank, Store store, Form form, Kind kind) {
        long amount = Fields.amount(form, "PurchAmount");
        String currency = Fields.currency(form);
        int instalments = Fields.instalments(form);
        boolean moto = Fields.moto(form);
        long bonus = bonus(form, amount);
        if (AUTHENTICATION.stream().anyMatch(form::has)) {
            throw Refusal.of(ResponseCodes.INVALID, "Dogrulama Bulunamadi");
        }
        String number = Fields.cardNumber(form);
        Fields.checkExpiry(form, YearMonth.from(bank.localNow()));
        Fields.checkCvv(form, number, moto);
        if (moto && !store.rights().moto()) {
            throw Refusal.notPermitted("MOTO");
        }
        if (!store.rights().currencies().contains(currency)) {
            throw Refusal.notPermitted("Para Birimi");
        }
        if (instalments > store.rights().maxInstallments() || instalments > 1 && !currency.equals("TRY")) {
            throw Refusal.notPermitted("Taksit");
        }
        if (bonus > 0) {
            throw Refusal.notPermitted("BonusAmount");
        }
        SPECIAL_AGREEMENTS.stream().filter(form::has).findFirst().ifPresent(field -> {
            throw Refusal.notPermitted(field);
        });
        return new Charge(kind, number, amount, currency, instalments);
    }

    private static long bonus(Form form, long amount) {
        if (!form.has("BonusAmount")) {
            return 0;
        }
        long bonus = Fields.readAmount(form.value("BonusAmount")).orElseThrow(() -> Refusal.malformed("BonusAmount"));
        if (bonus > amount) {
            throw Refusal.of(ResponseCodes.INVALID_AMOUNT, "BonusAmount");
        }
        return bonus;
    }
}
