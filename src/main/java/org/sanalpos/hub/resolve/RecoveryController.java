package org.sanalpos.hub.resolve;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sanalpos.hub.mapping.BankMappings;
import org.sanalpos.hub.payment.Ledger;
import org.sanalpos.hub.payment.LeftToPeople;
import org.sanalpos.hub.payment.Operation;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.PanMask;
import org.sanalpos.hub.payment.Payment;
import org.sanalpos.hub.payment.PaymentStatus;
import org.sanalpos.hub.payment.Recoveries;
import org.sanalpos.hub.payment.Recovery;
import org.sanalpos.hub.payment.ResultCode;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.problem.QueryFields;
import org.sanalpos.hub.security.Caller;
import org.sanalpos.hub.virtualpos.Companies;
import org.sanalpos.hub.virtualpos.JsonFields;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The work list: payments that the bank is being asked about, and those that only a person can decide. */
@RestController
@RequestMapping("/api/v1/recoveries")
class RecoveryController {
    private static final int DEFAULT_SIZE = 20;
    private static final int MAX_SIZE = 200;
    private static final int MAX_PAGE = 100_000;
    private static final Map<String, Outcome> DECISIONS =
            Map.of("approved", Outcome.APPROVED, "not_done", Outcome.NOT_SENT);
    /** Of a charge that could not be given back. */
    private static final String STANDS = "stands";

    private final Recoveries recoveries;
    private final Ledger ledger;
    private final LeftToPeople people;
    private final BankMappings mappings;
    private final Companies companies;
    private final Clock clock;

    RecoveryController(
            Recoveries recoveries,
            Ledger ledger,
            LeftToPeople people,
            BankMappings mappings,
            Companies companies,
            Clock clock) {
        this.recoveries = recoveries;
        this.ledger = ledger;
        this.people = people;
        this.mappings = mappings;
        this.companies = companies;
        this.clock = clock;
    }

    /**
     * @param goal {@code settle} or {@code reverse}
     * @param state {@code open}, or {@code given_up} when only a person can decide
     * @param nextAt when the bank is asked next, or null
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record View(
            String paymentId,
            String company,
            String bank,
            String goal,
            String state,
            Instant since,
            int attempts,
            Instant nextAt,
            Instant givenUpAt) {
        static View of(Recovery recovery) {
            boolean open = recovery.givenUpAt() == null;
            return new View(
                    recovery.paymentId(),
                    recovery.company(),
                    recovery.bank(),
                    recovery.goal().name().toLowerCase(Locale.ROOT),
                    open ? "open" : "given_up",
                    recovery.since(),
                    recovery.attempts(),
                    open ? recovery.dueAt() : null,
                    recovery.givenUpAt());
        }
    }

    record Page(List<View> items, int page, int size, long total) {}

    record Decided(String paymentId, String status) {
        static Decided of(Payment payment) {
            return new Decided(payment.id(), payment.status().code());
        }
    }

    @GetMapping
    Page list(@AuthenticationPrincipal Caller caller, @RequestParam Map<String, String> query) {
        QueryFields fields = new QueryFields(query::get);
        String named = fields.text("company");
        String company = caller.operator() && named == null ? null : companies.resolve(caller, named);
        Boolean givenUp = fields.choice("state", RecoveryController::state, "open or given_up");
        int page = fields.number("page", 0, 0, MAX_PAGE);
        int size = fields.number("size", DEFAULT_SIZE, 1, MAX_SIZE);
        fields.check();
        Recoveries.Page found = recoveries.list(company, givenUp, page, size);
        return new Page(found.items().stream().map(View::of).toList(), page, size, found.total());
    }

    private static Optional<Boolean> state(String text) {
        return switch (text) {
            case "open" -> Optional.of(false);
            case "given_up" -> Optional.of(true);
            default -> Optional.empty();
        };
    }

    /** A person's word on what no bank could say; it is kept with the operation. */
    @PostMapping(path = "/{id}/decision", consumes = MediaType.APPLICATION_JSON_VALUE)
    Decided decide(
            @AuthenticationPrincipal Caller caller, @PathVariable("id") String paymentId, @RequestBody JsonNode body) {
        JsonFields fields = new JsonFields(body);
        String word = fields.required("outcome", 20);
        if (word != null && !DECISIONS.containsKey(word) && !word.equals(STANDS)) {
            fields.error("outcome", "expected approved, not_done or stands");
        }
        String reason = PanMask.mask(fields.required("reason", 300));
        fields.check();
        Payment payment = ledger.find(paymentId)
                .filter(found -> caller.operator() || found.company().equals(caller.company()))
                .orElseThrow(() -> ProblemException.notFound("id", "There is no such payment"));
        if (STANDS.equals(word)) {
            return Decided.of(people.letStand(caller.actor(), payment.id(), reason));
        }
        Operation doubtful = payment.operations().stream()
                .filter(Operation::doubtful)
                .reduce((first, second) -> second)
                .filter(operation -> payment.status() == PaymentStatus.REVIEW)
                .orElseThrow(() -> ProblemException.conflict("Payment " + paymentId + " is not left to people: it is "
                        + payment.status().code()));
        Outcome outcome = DECISIONS.get(word);
        ResultCode code = outcome == Outcome.APPROVED ? ResultCode.APPROVED : ResultCode.BANK_SYSTEM_ERROR;
        Operation decided = doubtful.ended(
                outcome, mappings.result(code, "Decided by key " + caller.keyId() + ": " + reason), clock.instant());
        return Decided.of(people.decide(caller.actor(), decided));
    }
}
