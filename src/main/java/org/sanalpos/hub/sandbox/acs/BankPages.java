package org.sanalpos.hub.sandbox.acs;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** The HTML pages of the sandbox banks. They are the banks' own, so their scripts run as the banks' do. */
public final class BankPages {
    /** What the pages of the banks are served as. */
    public static final String CONTENT_TYPE = "text/html;charset=UTF-8";

    private static final String POLICY =
            "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; base-uri 'none'";

    private final Configuration templates;

    public BankPages() {
        templates = new Configuration(Configuration.VERSION_2_3_34);
        templates.setClassLoaderForTemplateLoading(BankPages.class.getClassLoader(), "sandbox/pages");
        templates.setDefaultEncoding(StandardCharsets.UTF_8.name());
        templates.setLocale(Locale.ROOT);
        templates.setLogTemplateExceptions(false);
    }

    /** A page that sends the browser on by itself: to the issuer, or back to the merchant. */
    public String forward(Landing landing) {
        // a template cannot tell the component from the factory method of the same name
        return page("forward.ftlh", Map.of("landing", landing, "method", landing.get() ? "get" : "post"));
    }

    /** A page that ends the flow: a gate that cannot go on and knows no way back shows it. */
    public String error(String bank, String text) {
        return page("error.ftlh", Map.of("bank", bank, "text", text));
    }

    String issuer(String path, Challenge challenge, String problem) {
        return page("issuer.ftlh", Map.of("path", path, "challenge", challenge, "problem", problem));
    }

    /** Sends a page to the browser. */
    public static void send(HttpServletResponse response, int status, String html) throws IOException {
        byte[] body = html.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(CONTENT_TYPE);
        response.setHeader("Content-Security-Policy", POLICY);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private String page(String template, Map<String, Object> model) {
        StringWriter out = new StringWriter();
        try {
            templates.getTemplate(template).process(model, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TemplateException e) {
            throw new IllegalStateException(e);
        }
        return out.toString();
    }
}
