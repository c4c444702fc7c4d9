package org.sanalpos.hub.output.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sanalpos.hub.problem.QueryFields;
import org.sanalpos.hub.security.Caller;
import org.sanalpos.hub.virtualpos.Companies;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What became of the events: a company's key sees its own, an operator's all. */
@RestController
@RequestMapping("/api/v1/webhooks/deliveries")
class WebhookController {
    private static final int DEFAULT_SIZE = 20;
    private static final int MAX_SIZE = 200;
    private static final int MAX_PAGE = 100_000;

    private final WebhookTable table;
    private final WebhookEvents events;
    private final Companies companies;

    WebhookController(WebhookTable table, WebhookEvents events, Companies companies) {
        this.table = table;
        this.events = events;
        this.companies = companies;
    }

    @GetMapping
    Page list(@AuthenticationPrincipal Caller caller, @RequestParam Map<String, String> query) {
        QueryFields fields = new QueryFields(query::get);
        WebhookTable.Filter filter = filter(caller, fields);
        int page = fields.number("page", 0, 0, MAX_PAGE);
        int size = fields.number("size", DEFAULT_SIZE, 1, MAX_SIZE);
        fields.check();
        List<View> items = table.page(filter, (long) page * size, size).stream()
                .map(View::of)
                .toList();
        return new Page(items, page, size, table.count(filter));
    }

    @GetMapping("/{id}")
    View read(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        return table.find(id)
                .filter(found -> caller.operator() || found.company().equals(caller.company()))
                .map(View::of)
                .orElseThrow(() -> WebhookEvents.unknown(id));
    }

    @PostMapping("/{id}/resend")
    @ResponseStatus(HttpStatus.ACCEPTED)
    View resend(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        return View.of(events.resend(id, caller.company(), caller.actor()));
    }

    private WebhookTable.Filter filter(Caller caller, QueryFields fields) {
        String named = fields.text("company");
        String company = caller.operator() && named == null ? null : companies.resolve(caller, named);
        Delivery.Status status = fields.choice("status", WebhookController::status, "one of " + STATUSES);
        Instant from = fields.time("from");
        Instant to = fields.time("to");
        if (from != null && to != null && to.isBefore(from)) {
            fields.wrong("to", "expected a time after from");
        }
        return new WebhookTable.Filter(company, status, fields.text("paymentId"), from, to);
    }

    private static final String STATUSES =
            Arrays.stream(Delivery.Status.values()).map(Delivery.Status::code).collect(Collectors.joining(", "));

    private static Optional<Delivery.Status> status(String code) {
        return Arrays.stream(Delivery.Status.values())
                .filter(status -> status.code().equals(code))
                .findFirst();
    }

    /** @param total deliveries on all pages */
    record Page(List<View> items, int page, int size, long total) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record View(
            String id,
            String type,
            String company,
            String paymentId,
            String status,
            String createdAt,
            String nextAttemptAt,
            String deliveredAt,
            List<AttemptView> attempts) {
        static View of(Delivery delivery) {
            return new View(
                    delivery.id(),
                    delivery.type(),
                    delivery.company(),
                    delivery.paymentId(),
                    delivery.status().code(),
                    time(delivery.createdAt()),
                    time(delivery.dueAt()),
                    time(delivery.deliveredAt()),
                    delivery.attempts().stream().map(AttemptView::of).toList());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record AttemptView(String at, Integer httpStatus, String failure, String detail, long durationMs) {
        static AttemptView of(Attempt attempt) {
            return new AttemptView(
                    time(attempt.at()),
                    attempt.httpStatus(),
                    attempt.failure() == null ? null : attempt.failure().code(),
                    attempt.detail(),
                    attempt.took().toMillis());
        }
    }

    private static String time(Instant instant) {
        return instant == null ? null : DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.MILLIS));
    }
}
