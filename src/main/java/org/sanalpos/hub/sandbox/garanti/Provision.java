package org.sanalpos.hub.sandbox.garanti;

import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Transaction;

/** What became of the payment that the gate makes after an authentication, in the words of the callback. */
record Provision(
        String authCode, String response, String procReturnCode, String errMsg, String hostMsg, String hostRefNum) {

    /** Of a model in which the gate makes none. */
    static final Provision NONE = new Provision("", "", "", "", "", "");

    /** Of an authentication that failed. */
    static final Provision NOT_AUTHENTICATED = error("3D Secure dogrulamasi basarisiz");

    private static final String NO_AUTH_CODE = " ";

    /** Words what the host made of a payment; the callback is no answer of the host, so faults of answers do not change it. */
    static Provision of(HostResult result) {
        if (result instanceof HostResult.Answered answered) {
            Transaction transaction = answered.transaction();
            return of(Verdict.of(transaction), transaction.authCode(), transaction.rrn());
        }
        return result instanceof HostResult.Refused refused
                ? of(Payments.verdict(refused), "", "")
                : error("Sistem Hatasi");
    }

    /** Words a refusal before the books were asked. */
    static Provision refused(SandboxBank bank, Verdict verdict) {
        return of(verdict, "", verdict.ofHost() ? References.rrn(bank) : "");
    }

    boolean approved() {
        return procReturnCode.equals(Transaction.APPROVED);
    }

    private static Provision of(Verdict verdict, String authCode, String rrn) {
        return verdict.approved()
                ? new Provision(authCode, "Approved", verdict.code(), "", "", rrn)
                : new Provision(NO_AUTH_CODE, "Declined", verdict.code(), verdict.systemText(), verdict.text(), rrn);
    }

    private static Provision error(String errMsg) {
        return new Provision(NO_AUTH_CODE, "Error", "99", errMsg, "", "");
    }
}
