//! A dozen countries of each index, in the shape of the offices' own files.

/// UNDP, *Human Development Report 2023/2024*, table 1 and its complete time series: figures of 2022.
pub const HUMAN_DEVELOPMENT: &str = "\
iso3,country,hdicode,hdi_rank_2022,hdi_2022,le_2022,eys_2022,mys_2022,gnipc_2022
CHE,Switzerland,Very High,1,0.967,84.255,16.5837307,13.90406622,69432.78669
NOR,Norway,Very High,2,0.966,83.393,18.63846016,13.06234279,69189.76165
ISL,Iceland,Very High,3,0.959,82.815,19.10672951,13.76716995,54688.37921
HKG,\"Hong Kong, China (SAR)\",Very High,4,0.956,84.315,17.8495903,12.34776974,62485.50516
SGP,Singapore,Very High,9,0.949,84.133,16.90273094,11.92488003,88761.14559
JPN,Japan,Very High,24,0.920,84.82,15.45631981,12.66923046,43643.86417
QAT,Qatar,Very High,40,0.875,81.559,13.26426983,10.1317219,95944.37754
VNM,Viet Nam,High,107,0.726,74.58,13.05294705,8.455348794,10813.98273
CUB,Cuba,High,85,0.764,78.155,14.46930027,10.54807197,7953.448426
LBY,Libya,High,92,0.746,72.151,13.977117,7.77860643,19751.56758
IND,India,Medium,134,0.644,67.744,12.58370972,6.570700169,6950.526798
SOM,Somalia,Low,193,0.380,56.107,7.647232333,1.900300026,1072.201461
";

/// United Nations, *E-Government Survey 2022*, table of the index and its parts.
pub const E_GOVERNMENT: &str = "\
Survey Year,Country Name,E-Government Rank,E-Government Index,Online Service Index,Human Capital Index,Telecommunication Infrastructure Index
2022,Denmark,1,0.9717,0.9797,0.9559,0.9795
2022,Finland,2,0.9533,0.9833,0.9640,0.9127
2022,Republic of Korea,3,0.9529,0.9826,0.9087,0.9674
2022,Estonia,8,0.9393,1.0000,0.9231,0.8949
2022,Singapore,12,0.9133,0.9620,0.9021,0.8758
2022,Japan,14,0.9002,0.9094,0.8765,0.9147
2022,Viet Nam,86,0.6787,0.6484,0.6903,0.6973
2022,India,105,0.5883,0.7934,0.5761,0.3954
2022,Cuba,136,0.4945,0.2789,0.8384,0.3663
2022,Nigeria,140,0.4525,0.5250,0.4439,0.3886
2022,Somalia,192,0.1340,0.2944,0.0000,0.1074
2022,South Sudan,193,0.0852,0.0518,0.2038,0.0000
";
