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
import org.sanalpos.hub.sandbox.acs.BankPages;
import org.sanalpos.hub.sandbox.acs.Challenges;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The XML API and the 3-D gate of the sandbox bank that speaks Garanti's dialect. */
@Controller
@ConditionalOnProperty(name = "sanalpos.sandbox", havingValue = "true")
public class GarantiController {

    private final SandboxBanks banks;
    private final FaultyTransport transport;
    private final GarantiApi api;
    private final Gate gate;

    public GarantiController(
            SandboxStores stores,
            SandboxBanks banks,
            FaultyTransport transport,
            FaultSettings settings,
            Challenges challenges,
            BankPages pages) {
        AcquiringHost host = new AcquiringHost(transport, settings);
        Slips slips = new Slips();
        Completions completions = new Completions();
        Payments payments = new Payments(host, slips, completions);
        this.banks = banks;
        this.transport = transport;
        this.api = new GarantiApi(stores, host, slips, payments);
        this.gate = new Gate(stores, payments, completions, challenges, pages);
    }

    /** Takes a GVPSRequest; 404 if the bank does not speak it. */
    @PostMapping("/sandbox/{bank}/VPServlet")
    public void answer(@PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Reply reply = reply(banks.speaking("garanti", bankCode), request);
        transport.send(request, response, Answers.CONTENT_TYPE, reply);
    }

    /** Takes the form of a browser that is to be authenticated; 404 if the bank has no such gate. */
    @PostMapping("/sandbox/{bank}/servlet/gt3dengine")
    public void enter(@PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        BankPages.send(response, 200, page(banks.speaking("garanti", bankCode), request));
    }

    private Reply reply(SandboxBank bank, HttpServletRequest request) throws IOException {
        try {
            return api.answer(bank, RequestBody.read(request));
        } catch (RequestText.Unreadable unreadable) {
            return api.unreadable(bank, unreadable);
        }
    }

    private String page(SandboxBank bank, HttpServletRequest request) throws IOException {
        String acs = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/sandbox/" + bank.code() + "/acs")
                .toUriString();
        try {
            return gate.enter(bank, GateForm.read(request), acs);
        } catch (RequestText.Unreadable unreadable) {
            return gate.unreadable(bank, unreadable.getMessage());
        }
    }
}
