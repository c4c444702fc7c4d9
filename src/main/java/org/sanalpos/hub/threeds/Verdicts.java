package org.sanalpos.hub.threeds;

import org.sanalpos.hub.mapping.Bank;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.mapping.BankMappings;
import org.sanalpos.hub.mapping.Level;
import org.sanalpos.hub.mapping.Reading;
import org.sanalpos.hub.mapping.ThreeDModel;
import org.sanalpos.hub.payment.Authentication;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.Payment;
import org.sanalpos.hub.payment.Result;
import org.sanalpos.hub.payment.ResultCode;
import org.sanalpos.hub.virtualpos.Companies;
import org.springframework.stereotype.Component;

/** What an authentication means for its payment: whether it may go on, and how it has failed where not. */
@Component
class Verdicts {
    private final BankCatalogue catalogue;
    private final BankMappings mappings;
    private final Companies companies;

    Verdicts(BankCatalogue catalogue, BankMappings mappings, Companies companies) {
        this.catalogue = catalogue;
        this.mappings = mappings;
        this.companies = companies;
    }

    /** What the hub must know of the model that a payment goes by. */
    ThreeDModel model(Payment payment) {
        return catalogue
                .find(payment.bank())
                .map(Bank::models)
                .map(models -> models.get(payment.secure()))
                .orElseThrow(() -> new IllegalStateException(
                        payment.bank() + " has no model " + payment.secure().code() + " any more"));
    }

    /** Before the browser went to the bank nothing can have been charged, whatever came of a message. */
    Reading notBegun(Reading reading) {
        if (reading.outcome() == Outcome.DECLINED) {
            return failed(reading);
        }
        String why = reading.result().bankMessage();
        return reading.with(Outcome.NOT_SENT, mappings.result(ResultCode.BANK_SYSTEM_ERROR, why));
    }

    /** A result that came back and is believed: what is not authenticated well enough has failed, unless it was charged already. */
    Reading returned(Payment payment, Reading reading) {
        if (reading.outcome() == Outcome.DECLINED) {
            return failed(reading);
        }
        if (reading.outcome() == Outcome.APPROVED && !model(payment).charges() && !isEnough(payment, reading.level())) {
            return reading.with(Outcome.NOT_SENT, notEnough(reading.authentication()));
        }
        return reading;
    }

    /** Whether a company lets a payment stand with an authentication of this level; a bank that tells none has its reasons. */
    boolean isEnough(Payment payment, Level level) {
        return level == null
                || level == Level.FULL
                || level == Level.HALF
                        && companies
                                .find(payment.company())
                                .filter(company -> company.settings().fullAuthenticationOnly())
                                .isEmpty();
    }

    private Result notEnough(Authentication authentication) {
        String status = authentication.mdStatus() == null ? "no status" : "status " + authentication.mdStatus();
        return mappings.result(
                ResultCode.AUTHENTICATION_FAILED, "Authenticated with " + status + ", which is not enough");
    }

    /** A failed authentication never reached the payment's host; any other refusal is the bank's decline. */
    private Reading failed(Reading reading) {
        Result result = reading.result();
        if (result.code() == ResultCode.UNKNOWN && reading.level() != null && reading.level() == Level.NONE) {
            Result named = mappings.result(ResultCode.AUTHENTICATION_FAILED, result.bankMessage());
            result = new Result(
                    named.code(),
                    named.retryable(),
                    result.bankCode(),
                    result.bankMessage(),
                    named.messageTr(),
                    named.messageEn());
        }
        return result.code() == ResultCode.AUTHENTICATION_FAILED
                ? reading.with(Outcome.NOT_SENT, result)
                : reading.with(Outcome.DECLINED, result);
    }
}
