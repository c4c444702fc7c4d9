package org.sanalpos.hub.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sanalpos.hub.audit.Action;
import org.sanalpos.hub.audit.AuditLog;
import org.sanalpos.hub.audit.Kind;
import org.sanalpos.hub.audit.Thing;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.security.Caller;
import org.sanalpos.hub.virtualpos.VirtualPos;
import org.sanalpos.hub.virtualpos.VisiblePoses;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /virtual-pos/{code}/check}: whether a definition works, and what of it does not. */
@RestController
class CheckController {
    private final VisiblePoses visible;
    private final DefinitionCheck check;
    private final CheckPlaces places;
    private final TransactionTemplate transaction;
    private final AuditLog audit;

    CheckController(
            VisiblePoses visible,
            DefinitionCheck check,
            CheckPlaces places,
            TransactionTemplate transaction,
            AuditLog audit) {
        this.visible = visible;
        this.check = check;
        this.places = places;
        this.transaction = transaction;
        this.audit = audit;
    }

    @PostMapping("/api/v1/virtual-pos/{code}/check")
    View check(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String code,
            @RequestParam(required = false) String company) {
        VirtualPos pos = visible.find(caller, company, code);
        CheckReport report = places.run(pos, () -> checked(caller, pos));
        return new View(
                pos.code(),
                pos.company(),
                pos.bank(),
                pos.environment(),
                report.ok(),
                report.url(),
                report.items().stream().map(ItemView::of).toList(),
                report.bankCode(),
                report.bankMessage(),
                pos.outboundIp(),
                report.seenIp(),
                report.durationMs());
    }

    private CheckReport checked(Caller caller, VirtualPos pos) {
        try {
            CheckReport report = check.check(pos);
            Map<String, Object> found = new LinkedHashMap<>();
            found.put("ok", report.ok());
            found.put("bankCode", report.bankCode());
            report.items()
                    .forEach(item ->
                            found.put(item.subject().code(), item.state().code()));
            tell(caller, pos, AuditLog.DONE, found);
            return report;
        } catch (ProblemException refused) {
            tell(caller, pos, AuditLog.REFUSED, Map.of("reason", refused.getMessage()));
            throw refused;
        }
    }

    // The bank's words are not kept: they may repeat what they were sent.
    private void tell(Caller caller, VirtualPos pos, String outcome, Map<String, Object> details) {
        Thing thing = new Thing(Kind.VIRTUAL_POS, pos.company(), pos.code());
        transaction.executeWithoutResult(status -> audit.acted(caller.actor(), thing, Action.CHECK, outcome, details));
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record View(
            String virtualPos,
            String company,
            String bank,
            String environment,
            boolean ok,
            String url,
            List<ItemView> checks,
            String bankCode,
            String bankMessage,
            String outboundIp,
            String seenIp,
            long durationMs) {}

    record ItemView(String name, String state, Map<String, String> message) {
        static ItemView of(CheckItem item) {
            return new ItemView(item.subject().code(), item.state().code(), item.message());
        }
    }
}
