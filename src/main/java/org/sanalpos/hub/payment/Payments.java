package org.sanalpos.hub.payment;

import java.util.List;
import org.springframework.stereotype.Component;

/** Lists of payments, newest first. */
@Component
public class Payments {
    private final PaymentTable table;

    Payments(PaymentTable table) {
        this.table = table;
    }

    /**
     * One page of a list.
     *
     * @param total payments on all pages
     */
    public record Page(List<Payment> items, long total) {}

    public Page list(PaymentFilter filter) {
        return new Page(table.list(filter), table.count(filter));
    }
}
