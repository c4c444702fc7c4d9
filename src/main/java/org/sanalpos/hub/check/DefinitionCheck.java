package org.sanalpos.hub.check;

import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.sanalpos.hub.bank.BankClient;
import org.sanalpos.hub.mapping.Bank;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.mapping.BankMappings;
import org.sanalpos.hub.mapping.BankReply;
import org.sanalpos.hub.mapping.BankRequest;
import org.sanalpos.hub.mapping.MessageContext;
import org.sanalpos.hub.mapping.Reading;
import org.sanalpos.hub.payment.Channel;
import org.sanalpos.hub.payment.Customer;
import org.sanalpos.hub.payment.Ids;
import org.sanalpos.hub.payment.Money;
import org.sanalpos.hub.payment.Operation;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Payment;
import org.sanalpos.hub.payment.PaymentStatus;
import org.sanalpos.hub.payment.Secure;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.settings.HubAddress;
import org.sanalpos.hub.virtualpos.VirtualPos;
import org.springframework.stereotype.Component;

/** Asks a bank about an order that does not exist, to see whether a definition is right. No money and no payment is touched. */
@Component
class DefinitionCheck {
    private final BankMappings mappings;
    private final BankCatalogue catalogue;
    private final BankClient client;
    private final HubAddress address;
    private final Ids ids;
    private final Clock clock;

    DefinitionCheck(
            BankMappings mappings,
            BankCatalogue catalogue,
            BankClient client,
            HubAddress address,
            Ids ids,
            Clock clock) {
        this.mappings = mappings;
        this.catalogue = catalogue;
        this.client = client;
        this.address = address;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws ProblemException 422 if the bank is not in the catalogue or has no harmless question */
    CheckReport check(VirtualPos pos) {
        Bank bank = catalogue
                .find(pos.bank())
                .orElseThrow(() -> ProblemException.refused(
                        "bank", "bank '" + pos.bank() + "' of " + pos.code() + " is not in the catalogue"));
        if (!bank.operations().contains(OperationType.INQUIRY)) {
            throw ProblemException.refused(
                    "bank",
                    bank.name() + " cannot be asked about an order, so that only a payment shows what is wrong");
        }
        MessageContext question = question(pos, bank);
        BankRequest request;
        try {
            request = mappings.request(question, 0, address.local());
        } catch (IllegalStateException e) {
            throw ProblemException.refused("endpoints", e.getMessage());
        }
        long started = System.nanoTime();
        BankReply reply = client.send(request);
        long millis = (System.nanoTime() - started) / 1_000_000;
        Reading reading = reply instanceof BankReply.Answered answered ? mappings.read(question, 0, answered) : null;
        return new Findings(bank, pos, request, reply, reading).report(millis);
    }

    /** An inquiry of an order that nobody has made. */
    private MessageContext question(VirtualPos pos, Bank bank) {
        Instant now = clock.instant();
        Money amount =
                new Money(1, Currency.getInstance(bank.currencies().iterator().next()));
        Payment payment = new Payment(
                ids.next(),
                pos.company(),
                pos.code(),
                bank.code(),
                OperationType.SALE,
                Secure.NONE,
                PaymentStatus.UNKNOWN,
                null,
                0,
                null,
                ids.transactionCode(mappings.transactionCodeLength(bank.code())),
                amount,
                0,
                0,
                1,
                Channel.ECOMMERCE,
                null,
                null,
                Customer.UNKNOWN,
                null,
                Map.of(),
                null,
                null,
                null,
                null,
                now,
                null,
                null,
                List.of());
        Operation inquiry = Operation.begun(ids.next(), payment.id(), OperationType.INQUIRY, amount, "hub", now);
        return new MessageContext(pos.account(), payment, inquiry, List.of(), null, Map.of());
    }
}
