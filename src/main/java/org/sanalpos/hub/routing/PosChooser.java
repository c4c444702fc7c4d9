package org.sanalpos.hub.routing;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sanalpos.hub.bank.PosGuards;
import org.sanalpos.hub.mapping.Bank;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.mapping.ThreeDModel;
import org.sanalpos.hub.payment.Channel;
import org.sanalpos.hub.payment.Command;
import org.sanalpos.hub.payment.Customer;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.PaymentRequest;
import org.sanalpos.hub.payment.Secure;
import org.sanalpos.hub.problem.FieldError;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.virtualpos.VirtualPos;
import org.sanalpos.hub.virtualpos.VirtualPoses;
import org.springframework.stereotype.Component;

/** Chooses the virtual POS of a payment and refuses what its definition or bank does not allow, before anything is sent. */
@Component("posChooser")
public class PosChooser {
    private final VirtualPoses poses;
    private final BankCatalogue catalogue;
    private final PosGuards guards;
    private final HubSettings settings;

    public PosChooser(VirtualPoses poses, BankCatalogue catalogue, PosGuards guards, HubSettings settings) {
        this.poses = poses;
        this.catalogue = catalogue;
        this.guards = guards;
        this.settings = settings;
    }

    /**
     * The named virtual POS, or the first by priority among the company's active ones that allow the payment; one in trouble only if there is
     * no other.
     *
     * @throws ProblemException 404 if the named one is not the company's, 422 if it does not allow the payment or none does
     */
    public ChosenPos choose(Command.Pay command) {
        String company = command.origin().company();
        PaymentRequest request = command.request();
        if (request.virtualPos() != null) {
            VirtualPos pos = poses.find(company, request.virtualPos())
                    .orElseThrow(() -> ProblemException.notFound(
                            "virtualPos", "There is no virtual POS '" + request.virtualPos() + "'"));
            Optional<FieldError> objection = objection(pos, request);
            if (objection.isPresent()) {
                throw ProblemException.refused(
                        objection.get().field(), objection.get().message());
            }
            return new ChosenPos(command, pos, secure(pos, request), Set.of());
        }
        List<VirtualPos> active = poses.active(company);
        FieldError last = new FieldError("virtualPos", "company " + company + " has no active virtual POS");
        VirtualPos inTrouble = null;
        for (VirtualPos pos : active) {
            Optional<FieldError> objection = objection(pos, request);
            if (objection.isPresent()) {
                last = objection.get();
            } else if (isWell(pos)) {
                return new ChosenPos(command, pos, secure(pos, request), Set.of());
            } else if (inTrouble == null) {
                inTrouble = pos;
            }
        }
        if (inTrouble != null) {
            return new ChosenPos(command, inTrouble, secure(inTrouble, request), Set.of());
        }
        String reason = active.size() <= 1
                ? last.message()
                : "none of the " + active.size() + " active virtual POSes allows this payment; the last one says: "
                        + last.message();
        throw ProblemException.refused(last.field(), reason);
    }

    /**
     * The next virtual POS for a payment that could not be sent: by the same rules and with the same 3-D Secure model, and not one in trouble.
     *
     * @return empty if the caller has named the virtual POS, or there is no other
     */
    public Optional<ChosenPos> another(ChosenPos chosen) {
        Command.Pay command = chosen.command();
        if (command.request().virtualPos() != null) {
            return Optional.empty();
        }
        Set<String> tried = new HashSet<>(chosen.tried());
        tried.add(chosen.pos().code());
        PaymentRequest request = command.request().with(chosen.secure());
        return poses.active(command.origin().company()).stream()
                .filter(pos -> !tried.contains(pos.code()))
                .filter(pos -> objection(pos, request).isEmpty())
                .filter(this::isWell)
                .findFirst()
                .map(pos -> new ChosenPos(command, pos, chosen.secure(), tried));
    }

    private boolean isWell(VirtualPos pos) {
        return guards.accepts(pos.company(), pos.code(), pos.account());
    }

    private Optional<FieldError> objection(VirtualPos pos, PaymentRequest request) {
        Bank bank = catalogue.find(pos.bank()).orElse(null);
        Secure secure = secure(pos, request);
        if (!pos.active()) {
            return no("virtualPos", pos.code() + " is not active");
        }
        if (bank == null) {
            return no("virtualPos", "bank '" + pos.bank() + "' of " + pos.code() + " is not in the catalogue");
        }
        if (pos.environment().equals("sandbox") && !settings.sandbox()) {
            return no("virtualPos", pos.code() + " is a sandbox definition and the sandbox is off");
        }
        if (!bank.operations().contains(request.operation())) {
            return no("operation", bank.lacks(request.operation()));
        }
        if (!bank.secure().contains(secure)) {
            return no("secure", "'" + secure.code() + "' is not offered for " + bank.name());
        }
        if (secure == Secure.NONE && !pos.allowNonSecure()) {
            return no(
                    "secure",
                    pos.code() + " does not allow payments without 3-D Secure (allowNonSecure in its definition)");
        }
        Optional<FieldError> missing = secure == Secure.NONE ? Optional.empty() : missing(pos, bank, secure, request);
        if (missing.isPresent()) {
            return missing;
        }
        if (request.card() == null && secure != Secure.THREE_D_HOST) {
            return no("card", "is required, or cardJwe, except with secure 3d_host");
        }
        if (request.card() != null && secure == Secure.THREE_D_HOST) {
            return no(
                    request.encryptedCard() == null ? "card" : "cardJwe",
                    "is typed on the bank's page (3d_host); leave it out");
        }
        return limit(pos, bank, request);
    }

    /** What a payment with 3-D Secure lacks. */
    private Optional<FieldError> missing(VirtualPos pos, Bank bank, Secure secure, PaymentRequest request) {
        if (request.channel() != Channel.ECOMMERCE) {
            return no(
                    "secure",
                    "a payment by " + request.channel().code() + " has no cardholder at a browser; expected none");
        }
        if (!settings.sandbox() && settings.publicUrl().isBlank()) {
            return no("secure", "the bank cannot send a browser back: SANALPOS_PUBLIC_URL is not set");
        }
        ThreeDModel model = bank.models().get(secure);
        Set<String> known = pos.account().credentials().keySet();
        for (String name : model.credentials()) {
            if (!known.contains(name)) {
                return no(
                        "secure",
                        "'" + secure.code() + "' needs " + name + ", which the definition " + pos.code() + " has not");
            }
        }
        return model.requires().stream()
                .filter(part -> !isThere(part, request))
                .findFirst()
                .flatMap(part -> no(part, "is needed for 3-D Secure at " + bank.name()));
    }

    private static boolean isThere(String part, PaymentRequest request) {
        Customer customer = request.customer() == null ? Customer.UNKNOWN : request.customer();
        return switch (part) {
            case "card.holder" -> request.card() == null || request.card().holder() != null;
            case "customer.ip" -> customer.ip() != null;
            case "customer.email" -> customer.email() != null;
            case "customer.phone" -> customer.phone() != null;
            default -> throw new IllegalArgumentException("no part is called " + part);
        };
    }

    private static Optional<FieldError> limit(VirtualPos pos, Bank bank, PaymentRequest request) {
        String currency = request.amount().currency().getCurrencyCode();
        BigDecimal amount = request.amount().toBigDecimal();
        Bank.Limits limits = bank.limits();
        if (!pos.currencies().contains(currency)) {
            return no("currency", pos.code() + " takes " + String.join(", ", pos.currencies()) + ", not " + currency);
        }
        if (!pos.installments().contains(request.installments())) {
            return no("installments", pos.code() + " allows " + pos.installments() + ", not " + request.installments());
        }
        if (request.installments() > 1 && !limits.installmentCurrencies().contains(currency)) {
            return no(
                    "installments",
                    bank.name() + " has installments in " + String.join(", ", limits.installmentCurrencies())
                            + ", not in " + currency);
        }
        if (amount.compareTo(limits.minAmount()) < 0) {
            return no("amount", bank.name() + " takes " + limits.minAmount().toPlainString() + " and more");
        }
        if (limits.maxAmount() != null && amount.compareTo(limits.maxAmount()) > 0) {
            return no(
                    "amount",
                    bank.name() + " takes at most " + limits.maxAmount().toPlainString() + " in one payment");
        }
        if (request.channel() == Channel.MOTO && !limits.moto().contains(request.operation())) {
            return no(
                    "channel",
                    bank.name() + " has no " + request.operation().code() + " by mail or telephone, only "
                            + limits.moto().stream().map(OperationType::code).collect(Collectors.joining(", ")));
        }
        return Optional.empty();
    }

    private static Secure secure(VirtualPos pos, PaymentRequest request) {
        if (request.secure() != null) {
            return request.secure();
        }
        // Nobody is at a browser.
        return request.channel() == Channel.ECOMMERCE ? pos.secure() : Secure.NONE;
    }

    private static Optional<FieldError> no(String field, String reason) {
        return Optional.of(new FieldError(field, reason));
    }
}
