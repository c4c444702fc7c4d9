package org.sanalpos.hub.mapping;

import freemarker.template.TemplateException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Makes the page that sends a browser to the bank. */
final class BrowserPages {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Messages messages;

    BrowserPages(Messages messages) {
        this.messages = messages;
    }

    /**
     * @param endpoint finds the address of an endpoint, absolute
     * @param last the answer to the last message before, or null
     * @throws IllegalStateException if the answers so far do not make a page; nothing was charged then
     */
    BrowserPage page(MessageContext context, BankMapping mapping, Endpoints endpoint, BankReply.Answered last)
            throws TemplateException {
        Dialect.Model model = mapping.dialect().models().get(context.payment().secure());
        for (Dialect.Page page : model.page()) {
            if (messages.holds(page.when(), context, mapping)) {
                return page(page, context, mapping, endpoint, last);
            }
        }
        throw new IllegalStateException("no page of " + mapping.dialect().name() + " is for this payment");
    }

    /** Finds the address of a step's endpoint. */
    interface Endpoints {
        String of(Dialect.Step step);
    }

    private BrowserPage page(
            Dialect.Page page, MessageContext context, BankMapping mapping, Endpoints endpoint, BankReply.Answered last)
            throws TemplateException {
        if (page.relay() != null) {
            if (last == null) {
                throw new IllegalStateException("the bank's page is missing");
            }
            String type = last.contentType() == null ? "text/html;charset=UTF-8" : last.contentType();
            return new BrowserPage.Relay(page.relay(), type, last.body());
        }
        if (page.embedded() != null) {
            return embedded(page, messages.text(page.embedded(), context, mapping));
        }
        String action = page.action() == null
                ? endpoint.of(page.form())
                : safe(messages.text(page.action(), context, mapping), page.hosts());
        TemplateFunctions.Moment moment = messages.moment();
        List<Map.Entry<String, String>> fields = messages.fields(context, mapping, page.form(), moment, false);
        String shown = shown(messages.fields(context, mapping, page.form(), moment.again(), true));
        return form(page.form().message(), page.get(), action, fields, shown);
    }

    /** A form. What an address has behind its question mark becomes fields of a link, as a browser would drop it. */
    private static BrowserPage.Form form(
            String name, boolean get, String action, List<Map.Entry<String, String>> fields, String shown) {
        int query = action.indexOf('?');
        if (!get || query < 0) {
            return new BrowserPage.Form(name, get, action, fields, shown);
        }
        Stream<Map.Entry<String, String>> own = Stream.of(
                        action.substring(query + 1).replaceFirst("#.*", "").split("&"))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .map(pair -> Map.entry(decoded(pair[0]), pair.length == 1 ? "" : decoded(pair[1])));
        return new BrowserPage.Form(
                name,
                true,
                action.substring(0, query),
                Stream.concat(own, fields.stream()).toList(),
                shown);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The one form of a page that the bank sent as a value; its scripts stay behind. */
    private static BrowserPage embedded(Dialect.Page page, String base64) {
        Document document = Jsoup.parse(new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8));
        List<Element> forms = document.select("form");
        if (forms.size() != 1) {
            throw new IllegalStateException("the bank's page has " + forms.size() + " forms, expected one");
        }
        Element form = forms.get(0);
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        form.select("input[name]").forEach(input -> fields.add(Map.entry(input.attr("name"), input.attr("value"))));
        String names = fields.stream().map(Map.Entry::getKey).collect(Collectors.joining(", "));
        return form(
                "embedded",
                form.attr("method").equalsIgnoreCase("get"),
                safe(form.attr("action"), page.hosts()),
                fields,
                names);
    }

    /** An address that an answer named, if a browser may be sent there. */
    private static String safe(String address, List<String> hosts) {
        try {
            URI uri = URI.create(address.strip());
            String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
            boolean local = LOOPBACK.contains(host);
            boolean known = hosts.isEmpty()
                    || local
                    || hosts.stream().anyMatch(known1 -> host.equals(known1) || host.endsWith("." + known1));
            if (!host.isEmpty()
                    && known
                    && ("https".equals(uri.getScheme()) || local && "http".equals(uri.getScheme()))) {
                return uri.toString();
            }
        } catch (IllegalArgumentException e) {
            // told below, without the address
        }
        throw new IllegalStateException("the bank sent the browser to an address that it must not go to");
    }

    private static String shown(List<Map.Entry<String, String>> fields) {
        return fields.stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("\n"));
    }
}
