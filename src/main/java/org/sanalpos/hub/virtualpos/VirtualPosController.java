package org.sanalpos.hub.virtualpos;

import java.net.URI;
import java.util.List;
import org.sanalpos.hub.mapping.Bank;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.security.Caller;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;

/** The definitions of virtual POSes over REST. What belongs to another company is told as what does not exist. */
@RestController
@RequestMapping("/api/v1/virtual-pos")
class VirtualPosController {
    private final VirtualPoses poses;
    private final VirtualPosRequests requests;
    private final VisiblePoses visible;
    private final Companies companies;
    private final BankCatalogue banks;

    VirtualPosController(
            VirtualPoses poses,
            VirtualPosRequests requests,
            VisiblePoses visible,
            Companies companies,
            BankCatalogue banks) {
        this.poses = poses;
        this.requests = requests;
        this.visible = visible;
        this.companies = companies;
        this.banks = banks;
    }

    @GetMapping
    Items<VirtualPosView> list(@AuthenticationPrincipal Caller caller, @RequestParam(required = false) String company) {
        String of = caller.operator() && company == null ? null : companies.resolve(caller, company);
        return new Items<>(poses.list(of).stream().map(this::view).toList());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<VirtualPosView> create(@AuthenticationPrincipal Caller caller, @RequestBody JsonNode body) {
        VirtualPos pos = requests.create(body, caller);
        poses.create(pos, caller.actor());
        URI location = UriComponentsBuilder.fromPath("/api/v1/virtual-pos/{code}")
                .queryParam("company", pos.company())
                .build(pos.code());
        return ResponseEntity.created(location).body(view(pos));
    }

    @GetMapping("/{code}")
    VirtualPosView read(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String code,
            @RequestParam(required = false) String company) {
        return view(visible.find(caller, company, code));
    }

    @PutMapping(path = "/{code}", consumes = MediaType.APPLICATION_JSON_VALUE)
    VirtualPosView change(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String code,
            @RequestParam(required = false) String company,
            @RequestBody JsonNode body) {
        String named =
                company == null && caller.operator() ? body.path("company").stringValue(null) : company;
        VirtualPos stored = visible.find(caller, named, code);
        VirtualPos changed = requests.change(body, stored, caller);
        if (!changed.bank().equals(stored.bank()) && poses.hasPayments(stored.company(), code)) {
            throw ProblemException.conflict("Payments were made with virtual POS '" + code + "' at bank '"
                    + stored.bank() + "', and their refunds need it; make another definition for the new bank");
        }
        poses.update(changed, caller.actor());
        return view(changed);
    }

    @DeleteMapping("/{code}")
    ResponseEntity<Void> delete(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String code,
            @RequestParam(required = false) String company) {
        VirtualPos pos = visible.find(caller, company, code);
        poses.delete(pos.company(), pos.code(), caller.actor());
        return ResponseEntity.noContent().build();
    }

    private VirtualPosView view(VirtualPos pos) {
        return VirtualPosView.of(
                pos, banks.find(pos.bank()).map(Bank::credentials).orElse(List.of()));
    }
}
