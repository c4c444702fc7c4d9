package org.sanalpos.hub.sandbox.akbank;

/** Recurring payments, which no store of the sandbox may use. */
final class Plans {

    private static final int ID_LENGTH = 36;

    private Plans() {}

    /**
     * Refuses a message that names a plan or wants to start one.
     *
     * @throws VpsError.Refusal if the message does
     */
    static void refuse(Request request) {
        if (request.has("order.orderTrackId") || request.has("recurring")) {
            throw refusal(request);
        }
    }

    /** Makes the refusal of a message about a plan. */
    static VpsError.Refusal refusal(Request request) {
        boolean recurring = request.has("recurring");
        if (request.has("order.orderId")
                || request.text("order.orderTrackId").length() != ID_LENGTH
                || !recurring && request.operation() != Operation.PLAN_CANCELLATION
                || recurring && !complete(request)) {
            return VpsError.PLAN_FIELDS.refusal();
        }
        if (request.operation() == Operation.SALE && request.integer("transaction.motoInd") == 0) {
            return VpsError.PLAN_IN_ECOMMERCE.refusal();
        }
        return VpsError.PLAN_NOT_PERMITTED.refusal();
    }

    private static boolean complete(Request request) {
        if (request.operation() != Operation.SALE) {
            return request.integer("recurring.recurringOrder") >= 1;
        }
        return within(request.integer("recurring.frequencyInterval"), 1, 99)
                && request.text("recurring.frequencyCycle").matches("[DWMY]")
                && within(request.integer("recurring.numberOfPayments"), 2, 120)
                && request.integer("transaction.installCount") == 1;
    }

    private static boolean within(int number, int lowest, int highest) {
        return number >= lowest && number <= highest;
    }
}
