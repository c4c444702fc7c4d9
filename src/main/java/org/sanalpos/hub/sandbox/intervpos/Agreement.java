package org.sanalpos.hub.sandbox.intervpos;

import java.util.List;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.Store;

/** What a store's agreement with the bank allows. */
final class Agreement {

    private static final List<String> SPECIAL =
            List.of("SubMerchantCode", "AgricultureTxnFlag", "PaymentFrequency", "MaturityPeriod");

    private Agreement() {}

    /**
     * Checks a payment.
     *
     * @param bonus how much of it is to be paid with points
     * @throws Refusal if the store may not take it
     */
    static void check(Store store, Form form, Charge charge, long bonus) {
        Store.Rights rights = store.rights();
        if (!rights.currencies().contains(charge.currency())) {
            throw Refusal.notPermitted("Para Birimi");
        }
        if (charge.installments() > rights.maxInstallments()
                || charge.installments() > 1 && !charge.currency().equals("TRY")) {
            throw Refusal.notPermitted("Taksit");
        }
        if (bonus > 0) {
            throw Refusal.notPermitted("BonusAmount");
        }
        SPECIAL.stream().filter(form::has).findFirst().ifPresent(field -> {
            throw Refusal.notPermitted(field);
        });
    }
}
