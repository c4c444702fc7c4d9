package org.sanalpos.hub.sandbox.payflex;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.FaultSettings;
import org.sanalpos.hub.sandbox.FaultyTransport;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxBanks;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** The services of the sandbox banks that speak PayFlex. Both refuse what is no POST in their own words. */
@Controller
@RequestMapping("/sandbox/{bank}/virtualPos")
@ConditionalOnProperty(name = "sanalpos.sandbox", havingValue = "true")
public class PayFlexController {

    private final SandboxBanks banks;
    private final FaultyTransport transport;
    private final Vpos vpos;
    private final Searches searches;

    public PayFlexController(
            SandboxStores stores, SandboxBanks banks, FaultyTransport transport, FaultSettings settings) {
        this.banks = banks;
        this.transport = transport;
        AcquiringHost host = new AcquiringHost(transport, settings);
        Journal journal = new Journal();
        Desk desk = new Desk(journal);
        this.vpos = new Vpos(stores, journal, new Payments(host, desk), new FollowUps(host, journal, desk));
        this.searches = new Searches(stores, journal);
    }

    /** Takes a VposRequest, bare or as the form field prmstr; 404 if the bank does not speak it. */
    @RequestMapping("/Vposreq")
    public void vpos(@PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SandboxBank bank = banks.speaking("payflex", bankCode);
        Reply reply;
        try {
            reply = vpos.answer(bank, Form.read(request, Vpos.ROOT));
        } catch (Problem.Refusal refusal) {
            reply = Reply.of(VposAnswers.of(refusal));
        }
        transport.send(request, response, Xml.CONTENT_TYPE, reply);
    }

    /** Takes a SearchRequest, bare or as the form field prmstr; 404 if the bank does not speak it. */
    @RequestMapping("/Search")
    public void search(@PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SandboxBank bank = banks.speaking("payflex", bankCode);
        Reply reply;
        try {
            reply = Reply.of(searches.answer(bank, Form.read(request, Searches.ROOT)));
        } catch (Problem.Refusal refusal) {
            reply = Reply.of(SearchAnswers.of(bank.now(), refusal));
        }
        transport.send(request, response, Xml.CONTENT_TYPE, reply);
    }
}
