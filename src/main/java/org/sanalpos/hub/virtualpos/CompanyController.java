package org.sanalpos.hub.virtualpos;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.sanalpos.hub.security.Caller;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The companies over REST, for operators. */
@RestController
@RequestMapping("/api/v1/companies")
class CompanyController {
    /** Names of devices on Windows: no folder can have them. */
    private static final Pattern RESERVED = Pattern.compile("CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9]");

    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9_-]{0,38}");

    private static final String KEEP = "keep";
    private static final String REVERSE = "reverse";

    private final Companies companies;
    private final SigningSecrets secrets;
    private final WebhookTargets targets;

    CompanyController(Companies companies, SigningSecrets secrets, WebhookTargets targets) {
        this.companies = companies;
        this.secrets = secrets;
        this.targets = targets;
    }

    @GetMapping
    Items<View> list() {
        return new Items<>(companies.list().stream().map(View::of).toList());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Made> create(@AuthenticationPrincipal Caller caller, @RequestBody JsonNode body) {
        JsonFields fields = new JsonFields(body);
        String code = fields.required("code", 39);
        if (code != null && RESERVED.matcher(code).matches()) {
            fields.error("code", "is a name that some file systems keep for themselves; expected another");
        }
        if (code != null && !CODE.matcher(code).matches()) {
            fields.error(
                    "code",
                    "expected a letter or digit, then at most 38 letters, digits, _ or -, all upper-case ASCII");
        }
        Company company = read(fields, code);
        companies.create(company, caller.actor());
        return ResponseEntity.created(URI.create("/api/v1/companies/" + code))
                .body(new Made(View.of(company), secrets.renew(code, caller.actor())));
    }

    @GetMapping("/{code}")
    View read(@PathVariable String code) {
        return companies.find(code).map(View::of).orElseThrow(() -> Companies.unknown("code", code));
    }

    @PutMapping(path = "/{code}", consumes = MediaType.APPLICATION_JSON_VALUE)
    View change(@AuthenticationPrincipal Caller caller, @PathVariable String code, @RequestBody JsonNode body) {
        companies.find(code).orElseThrow(() -> Companies.unknown("code", code));
        JsonFields fields = new JsonFields(body);
        String given = fields.text("code", 39);
        if (given != null && !given.equals(code)) {
            fields.error("code", "cannot be changed, expected '" + code + "' or nothing");
        }
        Company company = read(fields, code);
        companies.update(company, caller.actor());
        return View.of(company);
    }

    /** Gives the company another signing secret, which is shown this once. */
    @PostMapping("/{code}/signing-secret")
    Secret renew(@AuthenticationPrincipal Caller caller, @PathVariable String code) {
        return new Secret(secrets.renew(code, caller.actor()));
    }

    private Company read(JsonFields fields, String code) {
        String name = fields.required("name", 200);
        Boolean clearCards = fields.flag("clearCards");
        Boolean doneMarker = fields.flag("doneMarker");
        Boolean fullAuthenticationOnly = fields.flag("fullAuthenticationOnly");
        String unconfirmed = fields.text("unconfirmedCharges", 10);
        if (unconfirmed != null && !unconfirmed.equals(KEEP) && !unconfirmed.equals(REVERSE)) {
            fields.error("unconfirmedCharges", "expected keep or reverse");
        }
        List<String> returnUrls = fields.texts("returnUrls", UrlRules.LONGEST);
        if (returnUrls != null && !returnUrls.stream().allMatch(UrlRules::allowed)) {
            fields.error("returnUrls", UrlRules.EXPECTED);
        }
        String webhookUrl = fields.text("webhookUrl", UrlRules.LONGEST);
        if (webhookUrl != null) {
            targets.objectionBeforeKeeping(webhookUrl).ifPresent(reason -> fields.error("webhookUrl", reason));
        }
        String logFolder = fields.text("logFolder", 300);
        if (logFolder != null && List.of(logFolder.split("[/\\\\]")).contains("..")) {
            fields.error("logFolder", "expected a folder without '..'");
        }
        Integer logRetentionDays = fields.number("logRetentionDays", 1, 36500);
        fields.check();
        return new Company(
                code,
                name,
                new CompanySettings(
                        clearCards,
                        doneMarker != null && doneMarker,
                        returnUrls == null
                                ? List.of()
                                : returnUrls.stream().map(UrlRules::prefix).toList(),
                        fullAuthenticationOnly != null && fullAuthenticationOnly,
                        REVERSE.equals(unconfirmed),
                        webhookUrl,
                        logFolder,
                        logRetentionDays));
    }

    /** @param signingSecret what the hub signs for the company with, shown this once */
    record Made(@JsonUnwrapped View company, String signingSecret) {}

    record Secret(String signingSecret) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record View(
            String code,
            String name,
            Boolean clearCards,
            boolean doneMarker,
            List<String> returnUrls,
            boolean fullAuthenticationOnly,
            String unconfirmedCharges,
            String webhookUrl,
            String logFolder,
            Integer logRetentionDays) {
        static View of(Company company) {
            CompanySettings settings = company.settings();
            return new View(
                    company.code(),
                    company.name(),
                    settings.clearCards(),
                    settings.doneMarker(),
                    settings.returnUrls(),
                    settings.fullAuthenticationOnly(),
                    settings.reverseUnconfirmed() ? REVERSE : KEEP,
                    settings.webhookUrl(),
                    settings.logFolder(),
                    settings.logRetentionDays());
        }
    }
}
