package org.sanalpos.hub.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.sanalpos.hub.security.Caller;
import org.sanalpos.hub.virtualpos.VirtualPos;
import org.sanalpos.hub.virtualpos.VisiblePoses;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /virtual-pos/{code}/check}: whether a definition works, and what of it does not. */
@RestController
class CheckController {
    private final VisiblePoses visible;
    private final DefinitionCheck check;

    CheckController(VisiblePoses visible, DefinitionCheck check) {
        this.visible = visible;
        this.check = check;
    }

    @PostMapping("/api/v1/virtual-pos/{code}/check")
    View check(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String code,
            @RequestParam(required = false) String company) {
        VirtualPos pos = visible.find(caller, company, code);
        CheckReport report = check.check(pos);
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
