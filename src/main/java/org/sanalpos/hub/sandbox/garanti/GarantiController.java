package org.sanalpos.hub.sandbox.garanti;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.FaultSettings;
import org.sanalpos.hub.sandbox.FaultyTransport;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.RequestText;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxBanks;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The XML API of the sandbox bank that speaks Garanti's dialect. */
@Controller
@ConditionalOnProperty(name = "sanalpos.sandbox", havingValue = "true")
public class GarantiController {

    private final SandboxBanks banks;
    private final FaultyTransport transport;
    private final GarantiApi api;

    public GarantiController(
            SandboxStores stores, SandboxBanks banks, FaultyTransport transport, FaultSettings settings) {
        this.banks = banks;
        this.transport = transport;
        this.api = new GarantiApi(stores, new AcquiringHost(transport, settings));
    }

    /** Takes a GVPSRequest; 404 if the bank does not speak it. */
    @PostMapping("/sandbox/{bank}/VPServlet")
    public void answer(@PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Reply reply = reply(banks.speaking("garanti", bankCode), request);
        transport.send(request, response, Answers.CONTENT_TYPE, reply);
    }

    private Reply reply(SandboxBank bank, HttpServletRequest request) throws IOException {
        try {
            return api.answer(bank, RequestBody.read(request));
        } catch (RequestText.Unreadable unreadable) {
            return api.unreadable(bank, unreadable);
        }
    }
}
