<#-- All as the MPI gave it; the address is the MPI's own, and newer ones give none. -->
PaReq=${answers.enrollment["Message/VERes/PaReq"]}
<#if answers.enrollment["Message/VERes/TermUrl"]?has_content>
TermUrl=${answers.enrollment["Message/VERes/TermUrl"]}
</#if>
MD=${answers.enrollment["Message/VERes/MD"]}
