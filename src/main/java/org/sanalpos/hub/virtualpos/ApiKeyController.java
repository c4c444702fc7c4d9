package org.sanalpos.hub.virtualpos;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.security.ApiKey;
import org.sanalpos.hub.security.ApiKeys;
import org.sanalpos.hub.security.Caller;
import org.sanalpos.hub.security.Scope;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The API keys over REST, for operators. A key is shown once, when it is made. */
@RestController
@RequestMapping("/api/v1/api-keys")
class ApiKeyController {
    private final ApiKeys keys;
    private final Companies companies;

    ApiKeyController(ApiKeys keys, Companies companies) {
        this.keys = keys;
        this.companies = companies;
    }

    @GetMapping
    Items<View> list() {
        return new Items<>(keys.list().stream().map(View::of).toList());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Made> create(@AuthenticationPrincipal Caller caller, @RequestBody JsonNode body) {
        JsonFields fields = new JsonFields(body);
        String company = fields.text("company", 39);
        if (!body.has("company")) {
            fields.error("company", "is missing, expected a company's code, or null for an operator's key");
        }
        Set<Scope> scopes = scopes(fields, caller);
        fields.check();
        if (company != null && companies.find(company).isEmpty()) {
            throw Companies.unknown("company", company);
        }
        ApiKeys.NewKey made = keys.create(company, scopes, caller.actor());
        return ResponseEntity.created(
                        URI.create("/api/v1/api-keys/" + made.about().id()))
                .body(Made.of(made));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> revoke(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        if (!keys.revoke(id, caller.actor())) {
            throw ProblemException.notFound("id", "There is no API key '" + id + "'");
        }
        return ResponseEntity.noContent().build();
    }

    // A key cannot make another one that may do more than itself.
    private static Set<Scope> scopes(JsonFields fields, Caller caller) {
        List<String> codes = fields.texts("scopes", 40);
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        if (codes == null || codes.isEmpty()) {
            if (!fields.wrong("scopes")) {
                fields.error("scopes", "is missing, expected some of " + String.join(", ", Scope.codes()));
            }
            return scopes;
        }
        for (String code : codes) {
            Scope.find(code)
                    .ifPresentOrElse(
                            scopes::add,
                            () -> fields.error(
                                    "scopes",
                                    "'" + code + "' is no scope, expected some of "
                                            + String.join(", ", Scope.codes())));
        }
        if (!caller.scopes().containsAll(scopes)) {
            fields.error("scopes", "the calling key has not all of these itself");
        }
        return scopes;
    }

    private static List<String> codes(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::code).toList();
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record View(String id, String company, List<String> scopes, Instant createdAt, Instant revokedAt) {
        static View of(ApiKey key) {
            return new View(key.id(), key.company(), codes(key.scopes()), key.createdAt(), key.revokedAt());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Made(String id, String key, String company, List<String> scopes, Instant createdAt) {
        static Made of(ApiKeys.NewKey made) {
            ApiKey about = made.about();
            return new Made(about.id(), made.key(), about.company(), codes(about.scopes()), about.createdAt());
        }
    }
}
