package org.sanalpos.hub.threeds;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sanalpos.hub.mapping.BrowserPage;
import org.springframework.stereotype.Component;

/**
 * The pages that a cardholder sees of the hub, in Turkish and English. Nothing runs on them but what the hub wrote (Content-Security-Policy
 * with a nonce), nobody keeps them, and only the company's own shops may frame them.
 */
@Component
class HubPages {
    private static final String HTML = "text/html;charset=UTF-8";

    /** The bank's page runs as the bank made it, but as nobody's: it can reach nothing of the hub's address. */
    private static final String ISOLATED = "sandbox allow-scripts allow-forms allow-popups"
            + " allow-popups-to-escape-sandbox allow-modals allow-top-navigation";

    private final Configuration templates;
    private final SecureRandom random = new SecureRandom();

    HubPages() {
        templates = new Configuration(Configuration.VERSION_2_3_34);
        templates.setClassLoaderForTemplateLoading(HubPages.class.getClassLoader(), "threeds");
        templates.setDefaultEncoding(StandardCharsets.UTF_8.name());
        templates.setLocale(Locale.ROOT);
        templates.setLogTemplateExceptions(false);
    }

    /** A form that goes to the bank by itself, or at a button where scripts are off. */
    void form(HttpServletResponse response, BrowserPage.Form form, String language, List<String> frames)
            throws IOException {
        Map<String, Object> model = new HashMap<>();
        model.put("form", form);
        send(response, 200, "form.ftlh", model, language, "form-action https: " + origin(form.action()), frames);
    }

    /** The bank's own page. */
    void relay(HttpServletResponse response, BrowserPage.Relay page, List<String> frames) throws IOException {
        headers(response, 200, ISOLATED + "; frame-ancestors " + ancestors(frames));
        response.setContentType(page.contentType());
        response.setContentLength(page.body().length);
        response.getOutputStream().write(page.body());
    }

    /**
     * Where a payment stands.
     *
     * @param words which of the texts, such as {@code captured}
     * @param amount as readers of the language write it, such as {@code 129,90 TRY}
     * @param back the shop's address, or null
     * @param again seconds after which the browser looks again; 0 for never
     */
    void result(
            HttpServletResponse response,
            String words,
            String amount,
            String back,
            int again,
            String language,
            List<String> frames)
            throws IOException {
        Map<String, Object> model = new HashMap<>();
        model.put("status", words);
        model.put("amount", amount);
        model.put("again", again);
        if (back != null) {
            model.put("back", back);
        }
        send(response, 200, "result.ftlh", model, language, "form-action 'none'", frames);
    }

    /** A page about an address that is none. */
    void missing(HttpServletResponse response, int status) throws IOException {
        Map<String, Object> model = new HashMap<>();
        model.put("status", "missing");
        model.put("again", 0);
        send(response, status, "result.ftlh", model, "tr", "form-action 'none'", List.of());
    }

    private void send(
            HttpServletResponse response,
            int status,
            String template,
            Map<String, Object> model,
            String language,
            String policy,
            List<String> frames)
            throws IOException {
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        String nonce = Base64.getEncoder().encodeToString(bytes);
        model.put("nonce", nonce);
        model.put("language", language);
        model.put("tr", words(Locale.forLanguageTag("tr")));
        model.put("en", words(Locale.ENGLISH));
        byte[] page = page(template, model);
        headers(
                response,
                status,
                "default-src 'none'; script-src 'nonce-" + nonce + "'; style-src 'nonce-" + nonce
                        + "'; base-uri 'none'; " + policy + "; frame-ancestors " + ancestors(frames));
        response.setContentType(HTML);
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }

    private static void headers(HttpServletResponse response, int status, String policy) {
        response.setStatus(status);
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("Cache-Control", "no-store");
        // Banks look at where a form comes from; nobody needs the rest of the address.
        response.setHeader("Referrer-Policy", "strict-origin");
    }

    private static String ancestors(List<String> frames) {
        return "'self'"
                + new TreeSet<>(frames)
                        .stream().map(HubPages::origin).distinct().collect(Collectors.joining(" ", " ", ""));
    }

    /** Scheme, host and port; of a loopback address without a port, any port. */
    private static String origin(String url) {
        URI uri = URI.create(url);
        boolean anyPort = uri.getPort() < 0 && "http".equals(uri.getScheme());
        return uri.getScheme() + "://" + uri.getHost()
                + (uri.getPort() < 0 ? anyPort ? ":*" : "" : ":" + uri.getPort());
    }

    private static Map<String, String> words(Locale locale) {
        ResourceBundle bundle = ResourceBundle.getBundle(
                "threeds.words",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return bundle.keySet().stream().collect(Collectors.toMap(key -> key, bundle::getString));
    }

    private byte[] page(String template, Map<String, Object> model) {
        StringWriter out = new StringWriter();
        try {
            templates.getTemplate(template).process(model, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TemplateException e) {
            throw new IllegalStateException(e);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
