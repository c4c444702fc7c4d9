package org.sanalpos.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page within an answer, of which the hub takes the form and nothing else. */
class EmbeddedPageTest {
    private static final BankMappings MAPPINGS = Mappings.packed();

    private static BrowserPage.Form page(String html) {
        String base64 = Base64.getEncoder().encodeToString(html.getBytes(StandardCharsets.UTF_8));
        Golden.Form form = new Golden.Form(
                "page",
                "3d",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of(
                        "enrollment",
                        Map.of(
                                "Message/VERes/PaReq", base64,
                                "Message/VERes/ACSUrl", "https://acs.example/flow",
                                "Message/VERes/MD", "1")),
                null,
                false,
                null);
        return (BrowserPage.Form) MAPPINGS.page(Golden.all().get("payflex").context(form), "https://hub.example", null);
    }

    @Test
    void itsFormGoesOnWithoutItsScripts() {
        BrowserPage.Form form = page("<script>steal()</script><FORM action='https://go.bkm.com.tr/a?b=c' method=post>"
                + "<input name=MD value='\"><script>'></FORM>");

        assertThat(form.action()).isEqualTo("https://go.bkm.com.tr/a?b=c");
        assertThat(form.get()).isFalse();
        assertThat(form.fields()).isEqualTo(List.of(Map.entry("MD", "\"><script>")));
    }

    @Test
    void ofALinkTheAddressesOwnParametersGoAlong() {
        BrowserPage.Form form =
                page("<form action='https://go.bkm.com.tr/a?b=c' method=get><input name=MD value=1></form>");

        assertThat(form.action()).isEqualTo("https://go.bkm.com.tr/a");
        assertThat(form.get()).isTrue();
        assertThat(form.fields()).isEqualTo(List.of(Map.entry("b", "c"), Map.entry("MD", "1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<form action='https://evil.example/a'></form>",
                "<form action='https://bkm.com.tr.evil.example/a'></form>",
                "<form action='https://evilbkm.com.tr/a'></form>",
                "<form action='https://bkm.com.tr@evil.example/a'></form>",
                "<form action='http://go.bkm.com.tr/a'></form>",
                "<form action='javascript:alert(1)'></form>",
                "<form action='/a'></form>",
                "<form></form>",
                "<form action='https://go.bkm.com.tr/a'></form><form action='https://go.bkm.com.tr/b'></form>"
            })
    void whatLeadsElsewhereIsNotShown(String html) {
        assertThatThrownBy(() -> page(html)).isInstanceOf(IllegalStateException.class);
    }
}
