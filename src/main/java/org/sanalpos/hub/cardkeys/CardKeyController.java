package org.sanalpos.hub.cardkeys;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.sanalpos.hub.security.Caller;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes the keys that callers encrypt cards for, and makes a new one when an operator wants it. */
@RestController
class CardKeyController {
    private static final MediaType JWK_SET = MediaType.valueOf("application/jwk-set+json");
    private static final MediaType JWK_FORM = MediaType.valueOf("application/jwk+json");

    /** Far below the shortest time that a replaced key still decrypts. */
    private static final Duration CACHED = Duration.ofHours(1);

    private final CardKeys keys;

    CardKeyController(CardKeys keys) {
        this.keys = keys;
    }

    /** For everybody, pages of any shop among them: a public key is no secret. */
    @GetMapping("/api/v1/keys")
    ResponseEntity<String> keys() {
        List<JWK> published =
                keys.usable().stream().map(CardKeyController::published).toList();
        String body = new JWKSet(published).toString();
        return ResponseEntity.ok()
                .contentType(JWK_SET)
                .cacheControl(CacheControl.maxAge(CACHED).cachePublic())
                .eTag(DigestUtils.md5DigestAsHex(body.getBytes(StandardCharsets.UTF_8)))
                .header("Access-Control-Allow-Origin", "*")
                .body(body);
    }

    @PostMapping("/api/v1/keys")
    ResponseEntity<String> rotate(@AuthenticationPrincipal Caller caller) {
        CardKey key = keys.rotate(caller.actor());
        return ResponseEntity.created(URI.create("/api/v1/keys"))
                .contentType(JWK_FORM)
                .body(published(key).toJSONString());
    }

    private static JWK published(CardKey key) {
        RSAKey.Builder jwk = new RSAKey.Builder(key.publicKey()).issueTime(Date.from(key.createdAt()));
        if (!key.current()) {
            jwk.expirationTime(Date.from(key.usableUntil()));
        }
        return jwk.build();
    }
}
