package org.sanalpos.hub.virtualpos;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The contract as a file, and as pages to read and try it. */
@RestController
class ContractPages implements WebMvcConfigurer {
    private static final MediaType YAML = MediaType.parseMediaType("application/yaml;charset=UTF-8");
    // Everything from this origin; the pictures in the style sheet are data.
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Resource contract = new ClassPathResource("openapi.yaml");
    private final Resource schema = new ClassPathResource("schema/sanalpos-hub-1.xsd");
    private final Resource page = new ClassPathResource("docs/index.html");
    private final Resource script = new ClassPathResource("docs/start.js");
    private final String viewer;

    ContractPages(ResourcePatternResolver resources) throws IOException {
        Resource[] found =
                resources.getResources("classpath*:/META-INF/resources/webjars/swagger-ui/*/swagger-ui-bundle.js");
        if (found.length == 0) {
            throw new FileNotFoundException("Swagger UI is not on the class path");
        }
        String url = found[0].getURL().toString();
        this.viewer = url.substring(0, url.lastIndexOf('/') + 1);
    }

    @GetMapping("/api/v1/openapi.yaml")
    ResponseEntity<Resource> contract() {
        return ResponseEntity.ok()
                .contentType(YAML)
                .cacheControl(CacheControl.noCache())
                .body(contract);
    }

    /** The form of requests in XML, as files and queues take them. */
    @GetMapping("/api/v1/schema.xsd")
    ResponseEntity<Resource> schema() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .cacheControl(CacheControl.noCache())
                .body(schema);
    }

    @GetMapping("/docs")
    ResponseEntity<Void> toPage() {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create("/docs/"))
                .build();
    }

    @GetMapping("/docs/")
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_HTML)
                .header("Content-Security-Policy", POLICY)
                .body(page);
    }

    @GetMapping("/docs/start.js")
    ResponseEntity<Resource> script() {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/javascript"))
                .body(script);
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/docs/assets/**").addResourceLocations(viewer);
    }
}
