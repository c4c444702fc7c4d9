package org.sanalpos.hub.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.problem.QueryFields;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit over REST: everything for operators, its own for a company. */
@RestController
@RequestMapping("/api/v1/audit")
class AuditController {
    private static final int DEFAULT_SIZE = 20;
    private static final int MAX_SIZE = 200;
    private static final int MAX_PAGE = 100_000;

    private final AuditTable table;
    private final AuditVerification verification;

    AuditController(AuditTable table, AuditVerification verification) {
        this.table = table;
        this.verification = verification;
    }

    @GetMapping
    Page list(@AuthenticationPrincipal(expression = "actor()") Actor asking, @RequestParam Map<String, String> query) {
        QueryFields fields = new QueryFields(query::get);
        Instant from = fields.time("from");
        Instant to = fields.time("to");
        if (from != null && to != null && to.isBefore(from)) {
            fields.wrong("to", "expected a time after from");
        }
        AuditFilter filter = new AuditFilter(
                company(asking, fields.text("company")),
                fields.choice("kind", Kind::find, "one of " + Kind.codes()),
                fields.text("code"),
                from,
                to);
        int page = fields.number("page", 0, 0, MAX_PAGE);
        int size = fields.number("size", DEFAULT_SIZE, 1, MAX_SIZE);
        fields.check();
        return new Page(
                table.list(filter, (long) page * size, size).stream()
                        .map(View::of)
                        .toList(),
                page,
                size,
                table.count(filter));
    }

    @GetMapping("/verification")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    AuditVerification.Report verify(
            @AuthenticationPrincipal(expression = "actor()") Actor asking,
            @RequestParam(required = false) String company) {
        return verification.verify(company(asking, company));
    }

    private static String company(Actor asking, String named) {
        if (asking.operator()) {
            return named;
        }
        if (named != null && !named.equals(asking.company())) {
            throw ProblemException.notFound("company", "There is no such company");
        }
        return asking.company();
    }

    /**
     * @param total entries on all pages
     */
    record Page(List<View> items, int page, int size, long total) {}

    /** @param type {@code operator}, {@code company} or {@code hub} */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record By(String type, String keyId, String company, String address) {
        static By of(Actor actor) {
            return new By(actor.type().code(), actor.keyId(), actor.company(), actor.address());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record View(
            String id,
            Instant at,
            String company,
            By by,
            String kind,
            String code,
            String action,
            String outcome,
            String operationId,
            List<String> changed,
            @JsonRawValue String before,
            @JsonRawValue String after,
            @JsonRawValue String details,
            Long number,
            String hash) {
        static View of(AuditEntry entry) {
            return new View(
                    entry.id(),
                    entry.at(),
                    entry.thing().company(),
                    By.of(entry.by()),
                    entry.thing().kind().code(),
                    entry.thing().code(),
                    entry.action().code(),
                    entry.outcome(),
                    entry.operationId(),
                    entry.changed().isEmpty()
                            ? List.of()
                            : List.of(entry.changed().split(" ")),
                    entry.before(),
                    entry.after(),
                    entry.details(),
                    entry.number(),
                    entry.hash());
        }
    }
}
