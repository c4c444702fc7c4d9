package org.sanalpos.hub.sandbox;

import java.net.URI;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The sample shop of {@code examples/shop}, in which people see how a payment with 3-D Secure goes. */
@RestController
@ConditionalOnProperty(name = "sanalpos.sandbox", havingValue = "true")
class ShopController {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
    private static final Map<String, MediaType> FILES = Map.of(
            "index.html", new MediaType(MediaType.TEXT_HTML, java.nio.charset.StandardCharsets.UTF_8),
            "shop.css", MediaType.valueOf("text/css;charset=UTF-8"),
            "shop.js", MediaType.valueOf("text/javascript;charset=UTF-8"));

    @GetMapping("/shop")
    ResponseEntity<Void> toPage() {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create("/shop/"))
                .build();
    }

    @GetMapping("/shop/")
    ResponseEntity<Resource> page() {
        return file("index.html");
    }

    @GetMapping("/shop/{file}")
    ResponseEntity<Resource> file(@PathVariable("file") String name) {
        MediaType type = FILES.get(name);
        return type == null
                ? ResponseEntity.notFound().build()
                : ResponseEntity.ok()
                        .contentType(type)
                        .header("Content-Security-Policy", POLICY)
                        .header("Cache-Control", "no-store")
                        .body(new ClassPathResource("examples/shop/" + name));
    }
}
